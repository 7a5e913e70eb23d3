package io.cairn.findings.finding.api;

import io.cairn.findings.database.Database;
import io.cairn.findings.database.Statement;
import io.cairn.findings.finding.Finding;
import io.cairn.findings.finding.FindingType;
import io.cairn.findings.finding.api.FindingQuery.Range;
import io.cairn.findings.finding.api.FindingQuery.Sort;
import io.cairn.findings.finding.store.EvidenceTable;
import io.cairn.findings.finding.store.FindingRows;
import io.cairn.web.page.Page;
import io.cairn.web.page.PageTokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Lists findings by keyset. A finding that is seen again while somebody pages moves to the front of
 * the list: it may then be met twice, and is never lost for a list read from the start.
 */
@ApplicationScoped
class FindingSearch {
  static final int EVIDENCE_IN_LISTS = 10;

  /**
   * As an array, read once and first: the planner takes the beginning of a word for more common
   * than it is and would otherwise walk through all findings in the order of the list.
   */
  private static final String TEXT =
      " AND id = ANY (ARRAY(SELECT finding_id FROM finding_text WHERE words @@ ?::tsquery))";

  private final Database database;
  private final EvidenceTable evidence;
  private final PageTokens tokens;

  FindingSearch(Database database, EvidenceTable evidence, PageTokens tokens) {
    this.database = database;
    this.evidence = evidence;
    this.tokens = tokens;
  }

  Page<FindingDto.Item> list(
      FindingQuery query, int limit, @Nullable String nextToken, boolean count) {
    String purpose = "listFindings " + query;
    @Nullable Place after = nextToken == null ? null : Place.read(tokens.open(purpose, nextToken));
    return database.call(
        "list findings",
        connection -> {
          List<Finding> found = page(connection, query, after, limit + 1);
          boolean more = found.size() > limit;
          List<Finding> shown = more ? found.subList(0, limit) : found;
          String token = more ? tokens.seal(purpose, Place.of(shown.getLast()).write()) : null;
          return new Page<>(
              items(connection, shown, EVIDENCE_IN_LISTS),
              token,
              count ? count(connection, query) : null);
        });
  }

  /** Findings with so much of their evidence. */
  List<FindingDto.Item> items(Connection connection, List<Finding> shown, int evidenceLimit)
      throws SQLException {
    List<UUID> ids = shown.stream().map(Finding::id).toList();
    var events = evidence.events(connection, ids, evidenceLimit);
    var items = evidence.items(connection, ids, evidenceLimit);
    return shown.stream()
        .map(
            finding ->
                FindingMapper.item(
                    finding,
                    events.getOrDefault(finding.id(), List.of()),
                    items.getOrDefault(finding.id(), List.of())))
        .toList();
  }

  private static List<Finding> page(
      Connection connection, FindingQuery query, @Nullable Place after, int limit)
      throws SQLException {
    return page("SELECT * FROM finding", query, after, limit)
        .list(connection, FindingRows::finding);
  }

  static Statement page(String begin, FindingQuery query, @Nullable Place after, int limit) {
    var select = filtered(begin, query);
    boolean bySeverity = query.sort() == Sort.SEVERITY;
    if (after != null && bySeverity) {
      select
          .sql(" AND (severity, last_seen, id) < (?::smallint, ?, ?)")
          .with(after.severity, after.lastSeen, after.id);
    } else if (after != null) {
      select.sql(" AND (last_seen, id) < (?, ?)").with(after.lastSeen, after.id);
    }
    return select
        .sql(" ORDER BY " + (bySeverity ? "severity DESC, " : "") + "last_seen DESC, id DESC")
        .sql(" LIMIT ?")
        .with(limit);
  }

  private static long count(Connection connection, FindingQuery query) throws SQLException {
    return filtered("SELECT count(*) FROM finding", query)
        .first(connection, row -> row.getLong(1))
        .orElseThrow();
  }

  private static Statement filtered(String select, FindingQuery q) {
    var statement = Statement.of(select).sql(" WHERE true");
    any(statement, "type", q.types().stream().map(FindingType::wire).toList());
    if (!q.severities().isEmpty()) {
      statement
          .sql(" AND severity = ANY (?)")
          .with(q.severities().stream().map(s -> (long) s.rank()).toList());
    }
    if (q.minSeverity() != null) {
      statement.sql(" AND severity >= ?").with(q.minSeverity().rank());
    }
    any(statement, "account_id", q.accountIds());
    any(statement, "region", q.regions());
    any(statement, "resource_type", q.resourceTypes());
    any(statement, "resource_id", q.resourceIds());
    any(statement, "source", q.sources());
    any(statement, "actor", q.actors());
    any(statement, "workflow_status", q.workflowStatuses().stream().map(Enum::name).toList());
    any(statement, "record_state", q.recordStates().stream().map(Enum::name).toList());
    range(statement, "first_seen", q.firstSeen());
    range(statement, "last_seen", q.lastSeen());
    range(statement, "updated_at", q.updated());
    if (q.text() != null) {
      statement.sql(TEXT).with(q.text());
    }
    return statement;
  }

  private static void any(Statement statement, String column, Collection<String> values) {
    if (!values.isEmpty()) {
      statement.sql(" AND " + column + " = ANY (?)").with(values);
    }
  }

  private static void range(Statement statement, String column, Range range) {
    if (range.from() != null) {
      statement.sql(" AND " + column + " >= ?").with(range.from());
    }
    if (range.to() != null) {
      statement.sql(" AND " + column + " < ?").with(range.to());
    }
  }

  /** Where a page ended. */
  record Place(int severity, Instant lastSeen, UUID id) {
    static Place of(Finding finding) {
      return new Place(finding.severity().rank(), finding.lastSeen(), finding.id());
    }

    String write() {
      return severity + " " + lastSeen + " " + id;
    }

    static Place read(String text) {
      String[] parts = text.split(" ", 3);
      return new Place(
          Integer.parseInt(parts[0]), Instant.parse(parts[1]), UUID.fromString(parts[2]));
    }
  }
}
