package io.cairn.config.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.config.discovery.BrokenTransport;
import io.cairn.config.discovery.RecordedAccount;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Accounts over REST. */
@QuarkusTest
@NullMarked
class AccountTest {

  private static final String PUT = "config:PutConfigurationAggregator";
  private final RecordedAccount account = RecordedAccount.start();

  @AfterEach
  void removeAccount() {
    BrokenTransport.mend();
    account.remove();
    account.close();
  }

  private JsonPath check() {
    return RecordedAccount.as("config:DescribeConfigurationAggregatorSourcesStatus")
        .get("/api/v1/config/accounts/" + RecordedAccount.ACCOUNT + "/check")
        .jsonPath();
  }

  @Test
  void shouldAddOnceAndTellConflictsWhenValuesDiffer() {
    // When
    Response added = account.add();
    Response again = account.add();
    Response other =
        account.add(Map.of("accountId", RecordedAccount.ACCOUNT, "regions", List.of("us-east-1")));

    // Then
    assertThat(added.statusCode()).isEqualTo(201);
    assertThat(added.header("Location")).endsWith("/api/v1/config/accounts/111122223333");
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(other.statusCode()).isEqualTo(409);
    assertThat(other.jsonPath().getString("type")).isEqualTo("/problems/account-exists");
  }

  @Test
  void shouldNameEveryWrongPartWhenAnAccountIsNotValid() {
    // When
    Response refused =
        account.add(
            Map.of(
                "accountId",
                "12",
                "roleArn",
                "role",
                "regions",
                List.of("mars-1"),
                "endpoint",
                "ftp://x"));

    // Then
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.jsonPath().getList("errors.field", String.class))
        .containsExactlyInAnyOrder("accountId", "roleArn", "regions", "endpoint");
  }

  @Test
  void shouldFindNothingMissingWhenTheRoleAllowsAll() {
    // Given
    account.add();

    // When
    JsonPath report = check();

    // Then
    assertThat(report.getBoolean("reachable")).isTrue();
    assertThat(report.getString("callerArn"))
        .isEqualTo("arn:aws:sts::111122223333:assumed-role/cairn-read-only/cairn");
    assertThat(report.getList("missing")).isEmpty();
    assertThat(report.getList("actions.findAll { it.status == 'untried' }.action", String.class))
        .as("no bucket without a region, no inline policy of the first user and group")
        .isSubsetOf("s3:GetBucketLocation", "iam:GetGroupPolicy", "iam:GetUserPolicy");
    assertThat(report.getList("regions.status", String.class)).containsOnly("ok");
  }

  @Test
  void shouldNameEachDeniedActionWhenSomeAreMissing() {
    // Given
    account.add();
    account.scenario().faults().deny("kms:GetKeyPolicy");
    account.scenario().faults().deny("s3:GetBucketAcl");
    account.scenario().faults().deny("lambda:ListFunctions");
    account.scenario().faults().denyIn("eu-west-1", "ec2:DescribeVpcs");

    // When
    JsonPath report = check();

    // Then
    assertThat(report.getList("missing.action", String.class))
        .containsExactlyInAnyOrder(
            "kms:GetKeyPolicy", "s3:GetBucketAcl", "lambda:ListFunctions", "ec2:DescribeVpcs");
    assertThat(report.getList("missing.detail", String.class)).allMatch(d -> d.contains(": "));
  }

  @Test
  void shouldSayUnreachableWhenTheRoleCannotBeAssumed() {
    // Given
    account.add();
    account.scenario().faults().deny("sts:AssumeRole");

    // When
    JsonPath report = check();

    // Then
    assertThat(report.getBoolean("reachable")).isFalse();
    assertThat(report.getString("missing[0].action")).isEqualTo("sts:AssumeRole");
    assertThat(report.getString("detail")).contains("AccessDenied");
  }

  @Test
  void shouldNameNothingMissingWhenNothingWasRefused() {
    // Given
    account.add();
    BrokenTransport.loseHosts(".*");

    // When
    JsonPath report = check();

    // Then
    assertThat(report.getBoolean("reachable")).isFalse();
    assertThat(report.getString("detail")).startsWith("UnknownHost: The account did not answer.");
    assertThat(report.getList("missing")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "cairn-read-only, not-the-one, with the external id that was given",
    "cairn-read-only,, no external id was given",
    "cairn-readonly, cairn-example, with the external id that was given"
  })
  void shouldSayThatTheRoleIsRefusedAndWhatToCompare(
      String role, @Nullable String externalId, String said) {
    // Given
    String arn = "arn:aws:iam::" + RecordedAccount.ACCOUNT + ":role/" + role;
    Map<String, Object> body = new HashMap<>();
    body.put("accountId", RecordedAccount.ACCOUNT);
    body.put("roleArn", arn);
    body.put("externalId", externalId);
    body.put("regions", List.of("us-east-1"));
    body.put("endpoint", account.endpoint());
    account.add(body);

    // When
    JsonPath report = check();
    JsonPath job = account.discoverToTheEnd();

    // Then
    assertThat(report.getBoolean("reachable")).isFalse();
    assertThat(report.getString("missing[0].action")).isEqualTo("sts:AssumeRole");
    assertThat(report.getString("detail"))
        .startsWith("AccessDenied: AWS does not let the suite assume " + arn)
        .contains(said, "trust policy", "read-only-role.yaml", "PUT /api/v1/config/accounts")
        .endsWith(
            "User: arn:aws:iam::111122223333:user/cairn is not authorized to perform:"
                + " sts:AssumeRole on resource: "
                + arn)
        .doesNotContain("not-the-one");
    assertThat(job.getString("state")).isEqualTo("FAILED");
    assertThat(job.getString("error")).isEqualTo(report.getString("detail"));
  }

  @Test
  void shouldRefuseCredentialsOfAnotherAccount() {
    // Given
    account.add(
        Map.of(
            "accountId",
            "444455556666",
            "regions",
            List.of("us-east-1"),
            "endpoint",
            account.endpoint()));

    // When
    JsonPath report =
        RecordedAccount.as("config:DescribeConfigurationAggregatorSourcesStatus")
            .post("/api/v1/config/accounts/444455556666/check")
            .jsonPath();

    // Then
    assertThat(report.getString("detail")).contains("WrongAccount", "111122223333");
    RecordedAccount.as("config:DeleteConfigurationAggregator")
        .delete("/api/v1/config/accounts/444455556666");
  }

  @Test
  void shouldTakeTheRestWhenALineOfAnImportIsWrong() {
    // When
    Response csv =
        RecordedAccount.as(PUT)
            .contentType("text/csv")
            .body(
                """
                accountId,roleArn,externalId,regions,endpoint
                777700000001,arn:aws:iam::777700000001:role/cairn,abc,us-east-1;eu-west-1,
                oops,,,us-east-1,
                """)
            .post("/api/v1/config/accounts/import");
    Response ndjson =
        RecordedAccount.as(PUT)
            .contentType("application/x-ndjson")
            .body(
                """
                {"accountId":"777700000002","regions":["us-east-1"]}
                no json
                {"accountId":"777700000002","regions":["us-east-1"]}
                {"accountId":"777700000002","Regions":["us-east-1"]}
                """
                    .getBytes(StandardCharsets.UTF_8))
            .post("/api/v1/config/accounts/import");

    // Then
    assertThat(csv.jsonPath().getInt("added")).as(csv.asString()).isEqualTo(1);
    assertThat(csv.jsonPath().getInt("refused[0].line")).isEqualTo(3);
    assertThat(ndjson.jsonPath().getInt("added")).isEqualTo(1);
    assertThat(ndjson.jsonPath().getInt("unchanged")).isEqualTo(1);
    assertThat(ndjson.jsonPath().getInt("refused[0].line")).isEqualTo(2);
    assertThat(ndjson.jsonPath().getString("refused[0].detail"))
        .isEqualTo("the line is not well-formed JSON: no is no value at line 1, column 1");
    assertThat(ndjson.jsonPath().getString("refused[1].detail"))
        .startsWith("the line's /Regions is not known (regions is meant?); known are ");
    for (String id : List.of("777700000001", "777700000002")) {
      assertThat(
              RecordedAccount.as("config:DeleteConfigurationAggregator")
                  .delete("/api/v1/config/accounts/" + id)
                  .statusCode())
          .isEqualTo(204);
    }
  }

  @Test
  void shouldPageAccountsAndTell404() {
    // Given
    account.add();

    // When
    Response list =
        RecordedAccount.as("config:DescribeConfigurationAggregators")
            .queryParam("limit", 1)
            .queryParam("count", true)
            .get("/api/v1/config/accounts");
    Response none =
        RecordedAccount.as("config:DescribeConfigurationAggregators")
            .get("/api/v1/config/accounts/999999999999");

    // Then
    assertThat(list.jsonPath().getString("items[0].accountId")).isEqualTo(RecordedAccount.ACCOUNT);
    assertThat(list.jsonPath().getLong("count")).isEqualTo(1);
    assertThat(none.statusCode()).isEqualTo(404);
  }
}
