/** Errors as RFC 9457 problems: one catalogue enum per feature, one template for all. */
@NullMarked
package io.cairn.web.problem;

import org.jspecify.annotations.NullMarked;
