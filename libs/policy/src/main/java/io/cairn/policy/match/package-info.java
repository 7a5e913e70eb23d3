/** Wildcards, variables and ARNs: how policy text meets a request's text. */
@NullMarked
package io.cairn.policy.match;

import org.jspecify.annotations.NullMarked;
