/** Other implementations of AWS's protocols that tests may cross-check against. */
@NullMarked
package io.cairn.testkit.aws;

import org.jspecify.annotations.NullMarked;
