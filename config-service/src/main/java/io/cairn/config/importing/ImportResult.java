package io.cairn.config.importing;

import java.util.List;

/**
 * What became of a body.
 *
 * @param accepted items that are recorded now: new ones and those that were before
 * @param recorded new ones among them
 * @param duplicates those among them that were recorded before
 * @param refusedCount items that were not taken
 * @param refused the first of those, one by one
 */
record ImportResult(
    long accepted, long recorded, long duplicates, long refusedCount, List<RefusedItem> refused) {
  ImportResult {
    refused = List.copyOf(refused);
  }
}
