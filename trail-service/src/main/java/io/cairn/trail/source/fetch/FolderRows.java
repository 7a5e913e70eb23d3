package io.cairn.trail.source.fetch;

import io.cairn.trail.source.Source;
import io.cairn.trail.source.SourceRows;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How far each folder of a listed source was read, and when it is looked at again. */
@Singleton
class FolderRows {
  private final SourceRows rows;

  FolderRows(SourceRows rows) {
    this.rows = rows;
  }

  /** Adds folders that are not known yet, to be looked at at once. */
  void add(UUID source, String account, Collection<String> names, Instant now) {
    rows.update(
        """
        insert into trail_source_folder (source_id, folder, account_id, region, next_look_at,
            next_late_look_at)
          select s.id, found, ?, split_part(rtrim(found, '/'), '/', -1), ?, ?
          from trail_source s, unnest(?) as found where s.id = ?
        on conflict (source_id, folder) do nothing
        """,
        statement -> {
          statement.setString(1, account);
          statement.setObject(2, time(now));
          statement.setObject(3, time(now));
          statement.setArray(4, statement.getConnection().createArrayOf("text", names.toArray()));
          statement.setObject(5, source);
        });
  }

  /** Folders whose time has come and that the source's settings ask for, longest due first. */
  List<Folder> due(Source source, Instant now, int limit) {
    return rows.query(
        """
        select f.*, f.next_late_look_at <= ? as late from trail_source_folder f
          join trail_source s on s.id = f.source_id
        where s.id = ? and f.next_look_at <= ?
          and (cardinality(s.account_ids) = 0 or f.account_id = any (s.account_ids))
          and (cardinality(s.regions) = 0 or f.region = any (s.regions))
        order by f.next_look_at, f.folder limit ?
        """,
        statement -> {
          statement.setObject(1, time(now));
          statement.setObject(2, source.id());
          statement.setObject(3, time(now));
          statement.setInt(4, limit);
        },
        FolderRows::folder);
  }

  int count(UUID source) {
    return rows.query(
            "select count(*) from trail_source_folder where source_id = ?",
            statement -> statement.setObject(1, source),
            row -> row.getInt(1))
        .getFirst();
  }

  /** Notes a page as dealt with; the last key never goes back. */
  void advance(UUID source, String folder, String lastKey, int keys) {
    rows.update(
        """
        update trail_source_folder set keys_listed = keys_listed + ?,
          last_key = greatest(last_key, ?) where source_id = ? and folder = ?
        """,
        statement -> {
          statement.setInt(1, keys);
          statement.setString(2, lastKey);
          statement.setObject(3, source);
          statement.setString(4, folder);
        });
  }

  /** Notes a look that went to the folder's end; a look asked for meanwhile stays asked for. */
  void looked(UUID source, Folder folder, Instant nextLookAt, int quiet, @Nullable Instant late) {
    rows.update(
        """
        update trail_source_folder set caught_up = true, quiet_looks = ?,
          next_look_at = case when next_look_at = ? then ? else next_look_at end,
          next_late_look_at = coalesce(?::timestamptz, next_late_look_at)
        where source_id = ? and folder = ?
        """,
        statement -> {
          statement.setInt(1, quiet);
          statement.setObject(2, time(folder.nextLookAt()));
          statement.setObject(3, time(nextLookAt));
          statement.setObject(4, late == null ? null : time(late));
          statement.setObject(5, source);
          statement.setString(6, folder.name());
        });
  }

  /** Whether accounts and regions are to be looked for again. */
  boolean isDiscoveryDue(UUID source, Instant now) {
    return !rows.query(
            "select 1 from trail_source where id = ? and coalesce(next_discovery_at, ?) <= ?",
            statement -> {
              statement.setObject(1, source);
              statement.setObject(2, time(now));
              statement.setObject(3, time(now));
            },
            row -> row.getInt(1))
        .isEmpty();
  }

  /** Notes that accounts and regions were looked for, and the folders that hold no log files. */
  void discovered(UUID source, Instant next, Collection<String> others) {
    rows.update(
        "update trail_source set next_discovery_at = ?, other_folders = ? where id = ?",
        statement -> {
          statement.setObject(1, time(next));
          statement.setArray(2, statement.getConnection().createArrayOf("text", others.toArray()));
          statement.setObject(3, source);
        });
  }

  /** Counts calls that were made to list. */
  void countCalls(UUID source, int calls) {
    if (calls > 0) {
      rows.update(
          "update trail_source set list_calls = list_calls + ? where id = ?",
          statement -> {
            statement.setInt(1, calls);
            statement.setObject(2, source);
          });
    }
  }

  private static Folder folder(ResultSet row) throws SQLException {
    return new Folder(
        row.getString("folder"),
        row.getString("account_id"),
        row.getString("region"),
        row.getString("last_key"),
        row.getInt("quiet_looks"),
        row.getObject("next_look_at", OffsetDateTime.class).toInstant(),
        row.getBoolean("late"));
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
