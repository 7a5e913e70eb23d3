package io.cairn.trail.source;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a source that is listed is.
 *
 * @param folders accounts and regions found
 * @param foldersBehind those whose end was not reached yet
 * @param filesListed log files that were listed and dealt with; read or not stands in the ledger
 * @param newestDay the newest day reached, as 2026/03/04
 * @param listCalls calls made to list, ever
 * @param otherFolders siblings that hold no events and are not read: CloudTrail-Digest (hashes for
 *     the check of integrity), CloudTrail-Insight (insights, no API events), Config and the like
 * @param lastPollAt when the source was last looked at
 * @param nextLookAt when the next folder is due
 * @param nextDiscoveryAt when accounts and regions are looked for again
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SourceProgress(
    long folders,
    long foldersBehind,
    long filesListed,
    @Nullable String newestDay,
    long listCalls,
    List<String> otherFolders,
    @Nullable Instant lastPollAt,
    @Nullable Instant nextLookAt,
    @Nullable Instant nextDiscoveryAt) {

  /** Copies the list. */
  public SourceProgress {
    otherFolders = List.copyOf(otherFolders);
  }

  static SourceProgress read(ResultSet row) throws SQLException {
    return new SourceProgress(
        row.getLong("folders"),
        row.getLong("behind"),
        row.getLong("files"),
        row.getString("newest_day"),
        row.getLong("list_calls"),
        List.of((String[]) row.getArray("other_folders").getArray()),
        time(row, "last_poll_at"),
        time(row, "next_look_at"),
        time(row, "next_discovery_at"));
  }

  private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
    OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }
}
