package io.cairn.findings.detection;

import io.cairn.findings.database.Database;
import io.cairn.findings.silent.SilentMatches;
import io.cairn.web.page.Page;
import io.cairn.web.page.PageTokens;
import io.cairn.web.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What people do with detections. Every change is checked against the whole set before it commits,
 * so that a set that does not compile never is in force.
 */
@ApplicationScoped
class DetectionService {
  private static final String PURPOSE = "listDetections";

  private final Database database;
  private final DetectionTable table;
  private final SilentMatches silent;
  private final RulesInForce rules;
  private final PageTokens tokens;
  private final DetectionConfig config;

  DetectionService(
      Database database,
      DetectionTable table,
      SilentMatches silent,
      RulesInForce rules,
      PageTokens tokens,
      DetectionConfig config) {
    this.database = database;
    this.table = table;
    this.silent = silent;
    this.rules = rules;
    this.tokens = tokens;
    this.config = config;
  }

  Page<DetectionDto.Item> list(int limit, @Nullable String nextToken, boolean count) {
    @Nullable DetectionPlace after =
        nextToken == null ? null : DetectionPlace.read(tokens.open(PURPOSE, nextToken));
    RuleSet set = rules.get();
    List<Detection> all = set.all();
    List<Detection> shown =
        all.stream()
            .filter(d -> after == null || DetectionPlace.of(d).compareTo(after) > 0)
            .limit(limit + 1L)
            .toList();
    boolean more = shown.size() > limit;
    List<Detection> page = more ? shown.subList(0, limit) : shown;
    return new Page<>(
        page.stream().map(d -> DetectionDto.item(d, set, false)).toList(),
        more ? tokens.seal(PURPOSE, DetectionPlace.of(page.getLast()).write()) : null,
        count ? (long) all.size() : null);
  }

  Optional<DetectionDto.Item> find(String id) {
    RuleSet set = rules.get();
    return set.find(id).map(detection -> DetectionDto.item(detection, set, true));
  }

  /**
   * Adds every document of a file or none. One that is there already with the same text stays as it
   * is.
   *
   * @param state of those that are new
   */
  @Transactional
  DetectionDto.Added add(byte[] yaml, DetectionState state, String by) {
    SigmaFile file = SigmaFile.read(yaml, config.maxFileBytes());
    change(
        file.documents(),
        (connection, before) -> {
          for (SigmaDocument document : file.documents()) {
            Optional<Detection> known = before.find(document.id());
            if (known.isEmpty()) {
              table.save(connection, document, by);
              table.put(connection, document.id(), state, by);
            } else if (!known.get().document().source().equals(document.source())) {
              throw exists(known.get());
            }
          }
        });
    return new DetectionDto.Added(
        file.documents().stream().map(SigmaDocument::id).toList(), file.warnings());
  }

  /** Puts another text in a detection's place; it must be one document with the same id. */
  @Transactional
  DetectionDto.Added replace(String id, byte[] yaml, String by) {
    SigmaFile file = SigmaFile.read(yaml, config.maxFileBytes(), _ -> id);
    List<SigmaDocument> documents = file.documents();
    if (documents.size() != 1 || !documents.getFirst().id().equals(id)) {
      throw new ProblemException(
          DetectionProblem.SIGMA_INVALID,
          "To replace detection " + id + ", send a file of one document that has this id.");
    }
    change(
        documents,
        (connection, before) -> {
          own(before, id);
          table.save(connection, documents.getFirst(), by);
          silent.forget(connection, id);
        });
    return new DetectionDto.Added(List.of(id), file.warnings());
  }

  /** Puts a detection into a state; one that becomes silent is counted from now on. */
  @Transactional
  void put(String id, DetectionState state, String by) {
    change(
        List.of(),
        (connection, before) -> {
          known(before, id);
          table.put(connection, id, state, by);
          if (state == DetectionState.SILENT) {
            silent.forget(connection, id);
          }
        });
  }

  /** Takes a rule away; its findings stay. */
  @Transactional
  void delete(String id) {
    change(
        List.of(),
        (connection, before) -> {
          own(before, id);
          table.delete(connection, id);
          silent.forget(connection, id);
        });
  }

  /** A change to the tables of rules. */
  @FunctionalInterface
  private interface Change {
    void on(Connection connection, RuleSet before) throws SQLException;
  }

  private void change(List<SigmaDocument> written, Change change) {
    database.call(
        "change the detections",
        connection -> {
          long revision = table.raiseRevision(connection);
          RuleSet before = rules.read(connection, revision);
          change.on(connection, before);
          RuleSet after = rules.read(connection, revision);
          new RuleSetCheck(before, after, config).hold(written);
          return after;
        });
  }

  private static Detection known(RuleSet set, String id) {
    return set.find(id).orElseThrow(() -> unknown(id));
  }

  private static void own(RuleSet set, String id) {
    if (set.unusable().contains(id)) {
      return;
    }
    if (known(set, id).shipped()) {
      throw new ProblemException(
          DetectionProblem.DETECTION_SHIPPED,
          "Detection " + id + " came with the suite; PUT …/" + id + "/disable switches it off.");
    }
  }

  private static ProblemException exists(Detection known) {
    String way =
        known.shipped()
            ? "it is a shipped one: give yours another id."
            : "PUT /api/v1/findings/detections/" + known.id() + " replaces it.";
    return new ProblemException(
        DetectionProblem.DETECTION_EXISTS,
        "Nothing was stored: there is a detection " + known.id() + " with another text; " + way);
  }

  static ProblemException unknown(String id) {
    return new ProblemException(
        DetectionProblem.DETECTION_UNKNOWN,
        "There is no detection " + id + "; GET /api/v1/findings/detections lists them.");
  }
}
