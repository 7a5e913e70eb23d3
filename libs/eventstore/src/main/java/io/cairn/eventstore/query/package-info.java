/**
 * Searching: what the store holds in one snapshot, conditions evaluated on blocks, pages in order,
 * and counts from the columns. Caches are bounded, and damage is contained and named.
 */
@NullMarked
package io.cairn.eventstore.query;

import org.jspecify.annotations.NullMarked;
