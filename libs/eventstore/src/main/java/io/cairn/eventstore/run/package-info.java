/**
 * The run: blocks of one day whose indexes became columns by chunk and buckets of terms; building,
 * storing, and the upkeep that merges small blocks, seals and merges runs.
 */
@NullMarked
package io.cairn.eventstore.run;

import org.jspecify.annotations.NullMarked;
