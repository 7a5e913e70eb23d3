/** A key pair and tokens, as the gateway would make them. */
@NullMarked
package io.cairn.testkit.access;

import org.jspecify.annotations.NullMarked;
