package io.cairn.findings.detection;

import io.cairn.findings.database.Database;
import io.cairn.sigma.Pipeline;
import io.cairn.sigma.SigmaDocuments;
import io.cairn.sigma.SigmaParser;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules in force. Every replica compares the revision in the database with the one it holds
 * before each batch of events, so a change is in force everywhere from the first batch after its
 * commit; sets are swapped whole.
 */
@Singleton
class RulesInForce {
  private static final Logger LOGGER = LoggerFactory.getLogger(RulesInForce.class);

  private final Database database;
  private final DetectionTable table;
  private final ShippedRules shipped;
  private volatile @Nullable RuleSet current;

  RulesInForce(Database database, DetectionTable table, ShippedRules shipped) {
    this.database = database;
    this.table = table;
    this.shipped = shipped;
  }

  /** The rules as of now. */
  RuleSet get() {
    return database.call("read the detections", this::get);
  }

  private RuleSet get(Connection connection) throws SQLException {
    RuleSet held = current;
    if (held != null && held.revision() == table.revision(connection)) {
      return held;
    }
    return reload(connection);
  }

  private synchronized RuleSet reload(Connection connection) throws SQLException {
    long revision = table.revision(connection);
    RuleSet held = current;
    if (held != null && held.revision() == revision) {
      return held;
    }
    RuleSet fresh = read(connection, revision);
    current = fresh;
    LOGGER
        .atInfo()
        .addKeyValue("revision", revision)
        .addKeyValue("inForce", fresh.inForce())
        .addKeyValue("unusable", fresh.unusable().size())
        .log("detections loaded");
    return fresh;
  }

  /** Reads and compiles the rules as the caller's transaction sees them. */
  RuleSet read(Connection connection, long revision) throws SQLException {
    Map<String, DetectionState> states = table.states(connection);
    List<Detection> all = new ArrayList<>();
    for (Detection detection : shipped.detections()) {
      all.add(detection.in(states.getOrDefault(detection.id(), DetectionState.ENABLED)));
    }
    List<String> unusable = new ArrayList<>();
    for (DetectionTable.Stored stored : table.stored(connection)) {
      @Nullable SigmaDocument document = parse(stored);
      if (document == null) {
        unusable.add(stored.id());
      } else {
        DetectionState state = states.getOrDefault(stored.id(), DetectionState.ENABLED);
        all.add(new Detection(stored.id(), document, false, state, stored.changed()));
      }
    }
    return new RuleSet(revision, all, unusable);
  }

  /** Kept rules parsed when they were added; an older engine's may not do so now. */
  private static @Nullable SigmaDocument parse(DetectionTable.Stored stored) {
    byte[] text = stored.source().getBytes(StandardCharsets.UTF_8);
    SigmaDocuments read = SigmaParser.read(stored.id(), text, Pipeline.NONE);
    List<SigmaDocument> documents = SigmaDocument.of(read, _ -> stored.id()).toList();
    if (read.hasErrors() || documents.size() != 1) {
      LOGGER
          .atError()
          .addKeyValue("detectionId", stored.id())
          .addKeyValue("diagnostics", read.diagnostics())
          .log("a detection can no longer be read and is not in force; send it anew");
      return null;
    }
    return documents.getFirst();
  }
}
