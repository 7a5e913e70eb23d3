/**
 * Telling what was newly stored, once and in order: the blocks of a partition, by their ids, from
 * the last one told.
 */
@NullMarked
package io.cairn.eventstore.tell;

import org.jspecify.annotations.NullMarked;
