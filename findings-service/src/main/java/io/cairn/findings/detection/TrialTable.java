package io.cairn.findings.detection;

import static io.cairn.findings.database.Database.instant;
import static io.cairn.findings.database.Database.instantOrNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.findings.database.Database;
import io.cairn.findings.database.Statement;
import io.cairn.findings.silent.SampleMatch;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The table of trials; the latest twenty of a detection are kept. */
@Singleton
class TrialTable {
  static final int KEPT = 20;

  private static final TypeReference<List<SampleMatch>> SAMPLE = new TypeReference<>() {};

  /** A trial that told nothing for so long has no process any more. */
  private static final Duration SILENCE = Duration.ofMinutes(1);

  private final Database database;
  private final ObjectMapper json;
  private final Clock clock;

  TrialTable(Database database, ObjectMapper json, Clock clock) {
    this.database = database;
    this.json = json;
    this.clock = clock;
  }

  void start(UUID id, String detection, Instant from, String by) {
    Instant now = clock.instant();
    database.call(
        "start a trial",
        connection -> {
          Statement.of(
                  "INSERT INTO detection_trial VALUES (?, ?, 'RUNNING', ?, ?, ?, ?, NULL, 0, 0, 0, 0, NULL, '[]')")
              .with(id, detection, from, now, by, now)
              .run(connection);
          return Statement.of(
                  "DELETE FROM detection_trial WHERE detection_id = ? AND id IN (SELECT id FROM detection_trial"
                      + " WHERE detection_id = ? ORDER BY id DESC OFFSET ?)")
              .with(detection, detection, KEPT)
              .run(connection);
        });
  }

  /** Writes how far a trial is; an error only when it failed. */
  void tell(UUID id, Trial.State state, TrialJudge judge, String error) {
    Instant now = clock.instant();
    database.call(
        "tell of a trial",
        connection ->
            Statement.of(
                    "UPDATE detection_trial SET state = ?, updated_at = ?, finished_at = ?, events = ?,"
                        + " not_evaluated = ?, matches = ?, findings = ?, error = nullif(?, ''), sample = ?"
                        + " WHERE id = ?")
                .with(state.name(), now, state == Trial.State.RUNNING ? null : now)
                .with(judge.events(), judge.notEvaluated(), judge.matches(), judge.findings())
                .with(error, write(judge.sample()), id)
                .run(connection));
  }

  /** Trials of a detection, the latest first. */
  List<Trial> list(String detection) {
    return database.call(
        "list trials",
        connection ->
            Statement.of(
                    "SELECT * FROM detection_trial WHERE detection_id = ? ORDER BY id DESC LIMIT ?")
                .with(detection, KEPT)
                .list(connection, this::read));
  }

  private Trial read(ResultSet row) throws SQLException {
    Instant updated = instant(row, "updated_at");
    Trial.State state = Trial.State.valueOf(row.getString("state"));
    boolean gone = state == Trial.State.RUNNING && updated.isBefore(clock.instant().minus(SILENCE));
    return new Trial(
        row.getObject("id", UUID.class),
        row.getString("detection_id"),
        gone ? Trial.State.INTERRUPTED : state,
        instant(row, "from_time"),
        instant(row, "started_at"),
        row.getString("started_by"),
        updated,
        instantOrNull(row, "finished_at"),
        row.getLong("events"),
        row.getLong("not_evaluated"),
        row.getLong("matches"),
        row.getLong("findings"),
        row.getString("error"),
        sample(row.getString("sample")));
  }

  private List<SampleMatch> sample(String text) {
    try {
      return json.readValue(text, SAMPLE);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a trial's sample cannot be read: " + text, e);
    }
  }

  private String write(List<SampleMatch> sample) {
    try {
      return json.writeValueAsString(sample);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("matches can be written", e);
    }
  }
}
