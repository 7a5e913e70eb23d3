package io.cairn.findings.finding.store;

import io.cairn.findings.database.Statement;
import io.cairn.findings.finding.Decision;
import io.cairn.findings.finding.Finding;
import io.cairn.findings.finding.FindingDraft;
import io.cairn.findings.finding.FindingIdentity;
import io.cairn.findings.finding.FindingIdentity.ResourceRef;
import io.cairn.findings.finding.IdentityKey;
import io.cairn.findings.finding.RecordState;
import io.cairn.findings.finding.WorkflowStatus;
import io.cairn.web.runtime.Ids;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The table finding. Rows are locked in the order of their identity, so that two transactions that
 * touch the same findings wait for each other instead of deadlocking.
 */
@Singleton
public class FindingTable {
  private static final String INSERT =
      """
      INSERT INTO finding (id, identity, type, source, title, description, remediation, severity, account_id, region,
          resource_type, resource_id, actor, workflow_status, record_state, count, first_seen, last_seen, created_at,
          updated_at, version)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'NEW', 'ACTIVE', 0, ?, ?, ?, ?, 1)
      ON CONFLICT (identity) DO NOTHING
      """;
  private static final String SEE =
      """
      UPDATE finding SET count = count + ?, first_seen = least(first_seen, ?), last_seen = greatest(last_seen, ?),
          title = ?, description = ?, remediation = ?, severity = CASE WHEN severity_set THEN severity ELSE ? END,
          workflow_status = ?, record_state = ?, version = version + ?, updated_at = ?
      WHERE id = ? RETURNING *
      """;

  private final Ids ids;
  private final Clock clock;

  FindingTable(Ids ids, Clock clock) {
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Locks the findings of some drafts, making those that do not exist with a count of 0, by which
   * the caller knows them.
   *
   * @param drafts each with the time of its first sighting
   */
  public Map<IdentityKey, Finding> lockOrMake(
      Connection connection, Map<IdentityKey, Drafted> drafts) throws SQLException {
    var ordered = new TreeMap<>(drafts);
    Map<IdentityKey, Finding> locked = lock(connection, ordered.keySet());
    if (locked.size() < ordered.size()) {
      for (var entry : ordered.entrySet()) {
        if (!locked.containsKey(entry.getKey())) {
          make(connection, entry.getKey(), entry.getValue());
        }
      }
      locked = lock(connection, ordered.keySet());
    }
    return locked;
  }

  /** A draft and when its problem was first seen. */
  public record Drafted(FindingDraft draft, Instant firstSeen) {}

  /** Locks one finding. */
  public Optional<Finding> lock(Connection connection, UUID id) throws SQLException {
    return Statement.of("SELECT * FROM finding WHERE id = ? FOR UPDATE")
        .with(id)
        .first(connection, FindingRows::finding);
  }

  /** Locks those findings that there are, in the order in which everybody locks them. */
  public Set<UUID> lock(Connection connection, Set<UUID> ids) throws SQLException {
    return new HashSet<>(
        Statement.of("SELECT id FROM finding WHERE id = ANY (?) ORDER BY identity FOR UPDATE")
            .with(ids)
            .list(connection, row -> row.getObject("id", UUID.class)));
  }

  /** Reads one finding. */
  public Optional<Finding> read(Connection connection, UUID id) throws SQLException {
    return Statement.of("SELECT * FROM finding WHERE id = ?")
        .with(id)
        .first(connection, FindingRows::finding);
  }

  /** Locks the finding of an identity, if there is one. */
  public Optional<Finding> lock(Connection connection, FindingIdentity identity)
      throws SQLException {
    return lock(connection, List.of(identity.mapKey())).values().stream().findFirst();
  }

  private static Map<IdentityKey, Finding> lock(Connection connection, Collection<IdentityKey> keys)
      throws SQLException {
    Map<IdentityKey, Finding> found = new HashMap<>();
    Statement.of("SELECT * FROM finding WHERE identity = ANY (?) ORDER BY identity FOR UPDATE")
        .with(keys.stream().map(IdentityKey::bytes).toList())
        .list(connection, row -> new Keyed(row.getBytes("identity"), FindingRows.finding(row)))
        .forEach(keyed -> found.put(new IdentityKey(keyed.identity), keyed.finding));
    return found;
  }

  private record Keyed(byte[] identity, Finding finding) {}

  private void make(Connection connection, IdentityKey key, Drafted drafted) throws SQLException {
    FindingDraft draft = drafted.draft();
    FindingIdentity identity = draft.identity();
    @Nullable ResourceRef resource = identity.resource();
    Instant now = clock.instant();
    Statement.of(INSERT)
        .with(ids.next(), key.bytes(), identity.type().wire(), identity.source())
        .with(draft.title(), draft.description(), draft.remediation())
        .with(draft.severity().rank(), identity.account().value(), identity.region())
        .with(resource == null ? null : resource.resourceType())
        .with(resource == null ? null : resource.resourceId(), identity.actor())
        .with(drafted.firstSeen(), drafted.firstSeen(), now, now)
        .run(connection);
  }

  /**
   * Counts sightings.
   *
   * @param before the finding, locked
   * @param reopen whether it becomes NEW and ACTIVE again
   */
  public Finding see(
      Connection connection, Finding before, FindingDraft draft, Seen seen, boolean reopen)
      throws SQLException {
    WorkflowStatus status = reopen ? WorkflowStatus.NEW : before.workflowStatus();
    RecordState state = reopen ? RecordState.ACTIVE : before.recordState();
    Finding after =
        Statement.of(SEE)
            .with(seen.count(), seen.first(), seen.last())
            .with(draft.title(), draft.description(), draft.remediation())
            .with(draft.severity().rank(), status.name(), state.name(), reopen ? 1 : 0)
            .with(clock.instant(), before.id())
            .first(connection, FindingRows::finding)
            .orElseThrow();
    if (before.count() == 0 || Words.differ(before, after)) {
      find(connection, after);
    }
    return after;
  }

  /** How often something was seen, and when first and last. */
  public record Seen(long count, Instant first, Instant last) {}

  /** Lets a finding be found by its words. */
  private static void find(Connection connection, Finding finding) throws SQLException {
    Statement.of(
            "INSERT INTO finding_text VALUES (?, array_to_tsvector(?))"
                + " ON CONFLICT (finding_id) DO UPDATE SET words = excluded.words")
        .with(finding.id(), Words.of(finding))
        .run(connection);
  }

  /** Sets what people decide about a finding. */
  public Finding decide(Connection connection, Finding before, Decision decision)
      throws SQLException {
    Finding after =
        Statement.of(
                "UPDATE finding SET workflow_status = ?, record_state = ?, severity = ?, severity_set = ?,"
                    + " note = ?, note_by = ?, note_at = ?, version = version + 1, updated_at = ?"
                    + " WHERE id = ? RETURNING *")
            .with(decision.workflowStatus().name(), decision.recordState().name())
            .with(decision.severity().rank(), decision.severitySet())
            .with(decision.note(), decision.noteBy(), decision.noteAt(), clock.instant())
            .with(before.id())
            .first(connection, FindingRows::finding)
            .orElseThrow();
    if (Words.differ(before, after)) {
      find(connection, after);
    }
    return after;
  }
}
