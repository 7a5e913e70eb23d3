/** Condition operators: strings, numbers, dates, addresses, ARNs, and lists of them. */
@NullMarked
package io.cairn.policy.condition;

import org.jspecify.annotations.NullMarked;
