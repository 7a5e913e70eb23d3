package io.cairn.config.collect.iam;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.aws.AwsCallFailedException;
import io.cairn.config.collect.Session;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.ReportStateType;

/**
 * The account's credential report: a row per user, columns and values as AWS writes them. AWS makes
 * a new one at most every four hours, so a row may be that old.
 */
public record CredentialReport(Map<String, ObjectNode> rows) {

  public static final String ROOT = "<root_account>";
  public static final List<String> ACTIONS =
      List.of("iam:GenerateCredentialReport", "iam:GetCredentialReport");

  /** Columns that move with each use of a credential. */
  public static final List<String> MOVING_COLUMNS =
      List.of(
          "password_last_used",
          "access_key_1_last_used_date",
          "access_key_1_last_used_region",
          "access_key_1_last_used_service",
          "access_key_2_last_used_date",
          "access_key_2_last_used_region",
          "access_key_2_last_used_service");

  private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(2);
  private static final int QUESTIONS = 20;

  /** The row of a user, or null when the report is older than the user. */
  public @Nullable ObjectNode row(String user) {
    return rows.get(user);
  }

  /** The report; empty when it cannot be had now, the reason being in the session's notes. */
  public static Optional<CredentialReport> fetch(Session session) {
    try {
      return isComplete(session) ? Optional.of(download(session)) : Optional.empty();
    } catch (AwsCallFailedException e) {
      return Optional.empty();
    }
  }

  private static boolean isComplete(Session session) {
    int questions = session.isPatient() ? QUESTIONS : 1;
    for (int i = 0; i < questions; i++) {
      if (i > 0) {
        session.pause(BETWEEN_QUESTIONS);
      }
      var state =
          session.call(
              IamClient.class,
              ACTIONS.getFirst(),
              Set.of(),
              iam -> iam.generateCredentialReport().state());
      if (state == ReportStateType.COMPLETE) {
        return true;
      }
    }
    return false;
  }

  private static CredentialReport download(Session session) {
    String csv =
        session.call(
            IamClient.class,
            ACTIONS.getLast(),
            Set.of("ReportNotPresent", "ReportInProgress", "ReportExpired"),
            iam -> iam.getCredentialReport().content().asString(StandardCharsets.UTF_8));
    return parse(csv);
  }

  /** Reads the report's CSV. IAM's names hold no commas or quotes, so neither does the report. */
  static CredentialReport parse(String csv) {
    List<String> lines = csv.lines().toList();
    Map<String, ObjectNode> rows = new HashMap<>();
    if (lines.isEmpty()) {
      return new CredentialReport(rows);
    }
    String[] columns = lines.getFirst().split(",", -1);
    for (String line : lines.subList(1, lines.size())) {
      String[] values = line.split(",", -1);
      ObjectNode row = JsonNodeFactory.instance.objectNode();
      for (int i = 0; i < Math.min(columns.length, values.length); i++) {
        row.put(columns[i], values[i]);
      }
      rows.put(values[0], row);
    }
    return new CredentialReport(rows);
  }
}
