/**
 * Bytes in and out: varints, zstd with dictionaries, the store's keyed hash, event ids of 128 bits,
 * and the frame, which holds 32 events and gives them back byte for byte.
 */
@NullMarked
package io.cairn.eventstore.codec;

import org.jspecify.annotations.NullMarked;
