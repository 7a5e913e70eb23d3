package io.cairn.trail.ingest;

import io.cairn.trail.ledger.LedgerBatch.Place;
import org.jspecify.annotations.Nullable;

/**
 * Where records come from.
 *
 * @param sourceId id in the ledger: {@code push}, {@code gateway}, {@code uploads} or a source's id
 * @param objectName the file, where it is one
 * @param accountId account of records that name none, 12 digits; null when such are refused
 */
public record Origin(String sourceId, @Nullable String objectName, @Nullable String accountId) {
  Place place() {
    return new Place(sourceId, objectName == null ? "" : objectName);
  }
}
