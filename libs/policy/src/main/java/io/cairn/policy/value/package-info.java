/** Values as condition operators read them: numbers, dates, addresses, ARNs. */
@NullMarked
package io.cairn.policy.value;

import org.jspecify.annotations.NullMarked;
