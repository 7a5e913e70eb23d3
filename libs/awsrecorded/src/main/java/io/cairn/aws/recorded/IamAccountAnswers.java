package io.cairn.aws.recorded;

import static io.cairn.aws.recorded.Listings.NODES;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** IAM's account-wide calls: summary, password policy, aliases, credential report. */
final class IamAccountAnswers {

  private static final List<String> COLUMNS =
      List.of(
          "user",
          "arn",
          "user_creation_time",
          "password_enabled",
          "password_last_used",
          "password_last_changed",
          "password_next_rotation",
          "mfa_active",
          "access_key_1_active",
          "access_key_1_last_rotated",
          "access_key_1_last_used_date",
          "access_key_1_last_used_region",
          "access_key_1_last_used_service",
          "access_key_2_active",
          "access_key_2_last_rotated",
          "access_key_2_last_used_date",
          "access_key_2_last_used_region",
          "access_key_2_last_used_service",
          "cert_1_active",
          "cert_1_last_rotated",
          "cert_2_active",
          "cert_2_last_rotated");

  private IamAccountAnswers() {}

  static void register(Map<String, Operations.Operation> operations) {
    operations.put(
        "iam:GetAccountSummary",
        (call, context) ->
            IamAnswers.one(
                "SummaryMap", MessagingAnswers.entries(context.content().path("AccountSummary"))));
    operations.put("iam:GetAccountPasswordPolicy", IamAccountAnswers::passwordPolicy);
    operations.put(
        "iam:ListAccountAliases",
        (call, context) ->
            IamAnswers.list("AccountAliases", context.content().path("AccountAliases")));
    operations.put(
        "iam:GenerateCredentialReport",
        (call, context) -> NODES.objectNode().put("State", "COMPLETE"));
    operations.put("iam:GetCredentialReport", IamAccountAnswers::report);
  }

  private static ObjectNode passwordPolicy(Call call, Operations.Context context) {
    JsonNode policy = context.content().path("PasswordPolicy");
    if (!policy.isObject()) {
      throw new AwsError(
          404,
          "NoSuchEntity",
          "The Password Policy with domain name " + call.account() + " cannot be found.");
    }
    return IamAnswers.one("PasswordPolicy", policy);
  }

  private static ObjectNode report(Call call, Operations.Context context) {
    String rows =
        Listings.elements(context.content(), "CredentialReport").stream()
            .map(IamAccountAnswers::row)
            .collect(Collectors.joining("\n"));
    String csv = String.join(",", COLUMNS) + "\n" + rows;
    byte[] bytes = csv.getBytes(StandardCharsets.UTF_8);
    return NODES
        .objectNode()
        .put("Content", Base64.getEncoder().encodeToString(bytes))
        .put("ReportFormat", "text/csv")
        .put("GeneratedTime", "2026-03-01T00:00:00Z");
  }

  private static String row(JsonNode row) {
    return COLUMNS.stream()
        .map(column -> row.path(column).asText("N/A"))
        .collect(Collectors.joining(","));
  }
}
