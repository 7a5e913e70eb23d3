package io.cairn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.e2e.suite.AccessKey;
import io.cairn.e2e.suite.Answer;
import io.cairn.e2e.suite.Api;
import io.cairn.e2e.suite.ApiEvents;
import io.cairn.e2e.suite.CommandResult;
import io.cairn.e2e.suite.SharedSuite;
import io.cairn.e2e.suite.SignedHttp;
import io.cairn.e2e.suite.SuiteUnderTest;
import io.cairn.e2e.suite.SuiteWithAws;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A suite that was stopped in order goes on where it was. */
@ExtendWith(SharedSuite.class)
class RestartE2E {
  private static final String ACCOUNT = "999900004444";
  private static final Duration SOON = Duration.ofMinutes(1);

  @Test
  void shouldFindEverythingAsItWasWhenItIsStoppedAndStartedAgain(SuiteWithAws shared)
      throws IOException {
    // Given
    SuiteUnderTest suite = shared.suite();
    Api api = suite.api();
    shared.discover(api, ACCOUNT);
    push(api);
    await().atMost(SOON).until(() -> isAtRest(api));
    List<JsonNode> before = state(api);
    AccessKey key = suite.accessKey();
    Path buildLog = suite.data().resolve("logs/build.log");
    FileTime built = programs();

    // When
    suite.down();
    CommandResult up = suite.up("--no-aot");

    // Then
    List<JsonNode> after = state(api);
    assertThat(before)
        .as("what is gone or changed")
        .filteredOn(seen -> !after.contains(seen))
        .isEmpty();
    assertThat(after)
        .as("what is new or changed")
        .filteredOn(seen -> !before.contains(seen))
        .isEmpty();
    assertThat(after).isEqualTo(before);
    assertThat(suite.accessKey()).isEqualTo(key);
    assertThat(up.out()).contains("Ready after").doesNotContain("access key", key.id(), "uilding");
    assertThat(buildLog).doesNotExist();
    assertThat(programs()).isEqualTo(built);
    var signed = new SignedHttp(key, "us-east-1", "cairn");
    assertThat(
            signed
                .send(
                    "POST",
                    suite.address().resolve("/api/v1/identity/tokens"),
                    "application/json",
                    "{}")
                .statusCode())
        .isEqualTo(200);
  }

  /** Nothing is on its way any more: what is wrong is a finding, and what came in is stored. */
  private static boolean isAtRest(Api api) {
    int wrong =
        count(api, "/api/v1/config/compliance?complianceType=NON_COMPLIANT&accountId=" + ACCOUNT);
    return wrong > 0
        && wrong == count(api, "/api/v1/findings?type=compliance&accountId=" + ACCOUNT)
        && api.get("/api/v1/trail/ledger").items().stream()
            .filter(source -> source.path("sourceId").asText().equals("push"))
            .allMatch(source -> source.path("inFlight").asInt() == 0);
  }

  private static void push(Api api) {
    List<String> events = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      events.add(
          ApiEvents.write("iam", "CreateAccessKey", "{\"userName\":\"restart\"}")
              .replace("111122223333", ACCOUNT));
    }
    Answer pushed =
        api.post("/api/v1/trail/events", "{\"Records\":[" + String.join(",", events) + "]}");
    assertThat(pushed.body().path("accepted").asInt()).as(pushed.toString()).isEqualTo(50);
    await().atMost(SOON).until(() -> count(api, "/api/v1/trail/events?accountId=" + ACCOUNT) == 50);
    await()
        .atMost(SOON)
        .until(
            () ->
                findings(api, ACCOUNT).stream()
                    .anyMatch(
                        f ->
                            f.path("type").asText().equals("detection")
                                && f.path("count").asInt() == 50));
  }

  /** What people see of the account; JSON, whose members have no order. */
  private static List<JsonNode> state(Api api) {
    List<JsonNode> seen = new ArrayList<>();
    for (String path :
        List.of(
            "/api/v1/trail/events?limit=1000&accountId=",
            "/api/v1/config/resources?limit=1000&accountId=",
            "/api/v1/config/compliance?limit=1000&accountId=",
            "/api/v1/findings?limit=1000&accountId=")) {
      List<JsonNode> items = api.get(path + ACCOUNT).items();
      assertThat(items).as(path).isNotEmpty();
      seen.addAll(items);
    }
    seen.add(api.get("/api/v1/trail/ledger?source=push").body());
    seen.add(api.get("/api/v1/config/accounts/" + ACCOUNT).body());
    return seen;
  }

  private static int count(Api api, String path) {
    return api.get(path + "&limit=1&count=true").body().path("count").asInt();
  }

  private static List<JsonNode> findings(Api api, String account) {
    return api.get("/api/v1/findings?limit=1000&accountId=" + account).items();
  }

  private static FileTime programs() throws IOException {
    return Files.getLastModifiedTime(
        Path.of(System.getProperty("cairn.root"), "gateway/target/quarkus-app/quarkus-run.jar"));
  }
}
