/** What is asked and by whom. */
@NullMarked
package io.cairn.policy.request;

import org.jspecify.annotations.NullMarked;
