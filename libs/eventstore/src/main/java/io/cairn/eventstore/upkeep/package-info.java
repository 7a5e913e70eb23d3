/**
 * What keeps the store in shape: merging small blocks by tiers, sealing runs, merging runs,
 * training the dictionary, dropping old days. Each step is one transaction, changes no event, and
 * one process at a time does it.
 */
@NullMarked
package io.cairn.eventstore.upkeep;

import org.jspecify.annotations.NullMarked;
