/** Sending event batches to the two trail topics. */
@NullMarked
package io.cairn.trail.kafka;

import org.jspecify.annotations.NullMarked;
