package io.cairn.trail.ledger;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the writer tells the ledger, in the transaction that stores a batch. */
@Singleton
public class LedgerBatch {
  private final DeadLetterRows letters;
  private final Clock clock;

  LedgerBatch(DeadLetterRows letters, Clock clock) {
    this.letters = letters;
    this.clock = clock;
  }

  /**
   * A source and, where it delivers files, the file.
   *
   * @param sourceId the source
   * @param objectName the file, or "" for a source without files
   */
  public record Place(String sourceId, String objectName) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int bySource = sourceId.compareTo(other.sourceId);
      return bySource != 0 ? bySource : objectName.compareTo(other.objectName);
    }
  }

  /** A refusal, where it came from and what it belonged to, where known. */
  public record RefusedAt(
      Place place,
      @Nullable String accountId,
      RefusedBytes refused,
      @Nullable String correlationId) {}

  /**
   * Counts a batch. Rows are locked in the order of their keys, so writers cannot deadlock.
   *
   * @param nextOffset records before it are no longer in flight
   */
  public void record(
      Connection connection,
      int partition,
      long nextOffset,
      Map<Place, Tallied> tallies,
      List<RefusedAt> refused)
      throws SQLException {
    Instant now = clock.instant();
    try (PreparedStatement landed =
        connection.prepareStatement(
            "delete from ledger_flight where partition_number = ? and record_offset < ?")) {
      landed.setInt(1, partition);
      landed.setLong(2, nextOffset);
      landed.executeUpdate();
    }
    for (Map.Entry<Place, Tallied> entry : new TreeMap<>(tallies).entrySet()) {
      Place place = entry.getKey();
      LedgerCounts.add(connection, place.sourceId(), partition, entry.getValue(), now);
      if (!place.objectName().isEmpty()) {
        LedgerCounts.addToObject(
            connection, place.sourceId(), place.objectName(), entry.getValue(), now);
      }
    }
    letters.add(connection, refused);
  }
}
