package io.cairn.findings.detection;

import io.cairn.findings.database.Database;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.util.List;

/** What can be told about the detections' work. */
@Singleton
public class DetectionStatus {
  private final Database database;
  private final DetectionTable table;
  private final RulesInForce rules;

  DetectionStatus(Database database, DetectionTable table, RulesInForce rules) {
    this.database = database;
    this.table = table;
    this.rules = rules;
  }

  /**
   * The rules.
   *
   * @param revision rises with every change
   * @param loaded rules known, shipped and own
   * @param inForce those that events are judged by
   * @param shipped those that came with the suite
   * @param disabled those that are switched off
   * @param silent those that are only counted
   * @param correlations those in force that judge what others match
   * @param unusable ids of own rules that this version cannot read or that do not go together with
   *     the others; they are not in force
   */
  @RegisterForReflection
  public record Rules(
      long revision,
      int loaded,
      int inForce,
      int shipped,
      int disabled,
      int silent,
      int correlations,
      List<String> unusable) {}

  /**
   * The events, since the service was installed; records that Kafka delivered again count again.
   *
   * @param evaluated judged by all rules in force
   * @param notEvaluated not judged; each is among the dead letters
   */
  @RegisterForReflection
  public record Progress(long evaluated, long notEvaluated) {}

  /** The rules now. */
  public Rules rules() {
    RuleSet set = rules.get();
    List<Detection> all = set.all();
    return new Rules(
        set.revision(),
        all.size(),
        set.inForce(),
        (int) all.stream().filter(Detection::shipped).count(),
        (int) all.stream().filter(d -> !d.isJudged()).count(),
        (int) all.stream().filter(d -> d.state() == DetectionState.SILENT).count(),
        set.correlations().size(),
        set.unusable());
  }

  /** The events so far. */
  public Progress progress() {
    return database.call("read the detections' progress", table::progress);
  }
}
