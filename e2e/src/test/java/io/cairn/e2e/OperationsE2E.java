package io.cairn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.e2e.suite.AccessKey;
import io.cairn.e2e.suite.Answer;
import io.cairn.e2e.suite.Api;
import io.cairn.e2e.suite.SharedSuite;
import io.cairn.e2e.suite.SignedHttp;
import io.cairn.e2e.suite.SuiteUnderTest;
import io.cairn.e2e.suite.SuiteWithAws;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every operation of the merged document is open to who has its AWS action, and to nobody else. */
@ExtendWith(SharedSuite.class)
class OperationsE2E {
  private static final String USER = "one-action";
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  /** Asked without any key: whether the suite runs. */
  private static final Set<String> OPEN = Set.of("/api/v1/status");

  private static SuiteUnderTest suite;
  private static Api administrator;
  private static SignedHttp user;

  /** With the statuses that the document says it may answer. */
  private record Operation(String method, String path, Set<String> statuses) {
    boolean documents(int status) {
      return statuses.contains(Integer.toString(status));
    }
  }

  @BeforeAll
  static void start(SuiteWithAws shared) {
    suite = shared.suite();
    administrator = suite.api();
    created(administrator.post("/api/v1/identity/users", "{\"userName\":\"" + USER + "\"}"));
    JsonNode key =
        created(
            administrator.post("/api/v1/identity/access-keys", "{\"userName\":\"" + USER + "\"}"));
    user =
        new SignedHttp(
            new AccessKey(key.path("accessKeyId").asText(), key.path("secretAccessKey").asText()),
            "us-east-1",
            "cairn");
  }

  @Test
  void shouldOpenEachOperationToItsActionAlone() {
    // Given
    Map<String, List<Operation>> operations = operations();
    assertThat(operations).hasSizeGreaterThan(30);
    List<String> wrong = new ArrayList<>();
    operations.forEach(
        (action, of) -> {
          // When
          List<Integer> with =
              under(
                  "{\"Effect\":\"Allow\",\"Action\":\"%s\",\"Resource\":\"*\"}", action, of, "{}");
          List<Integer> without =
              under(
                  "{\"Effect\":\"Allow\",\"NotAction\":\"%s\",\"Resource\":\"*\"}",
                  action, of, "{ }");
          // Then
          for (int i = 0; i < of.size(); i++) {
            if (!of.get(i).documents(with.get(i))) {
              wrong.add("%s does not document %d".formatted(of.get(i), with.get(i)));
            }
            if (without.get(i) != 403 || Set.of(401, 403).contains(with.get(i))) {
              wrong.add(
                  "%s needs %s: %d with it, %d without"
                      .formatted(of.get(i), action, with.get(i), without.get(i)));
            }
          }
        });
    assertThat(wrong).isEmpty();
  }

  /** What operations answer to a user with one statement; a body sent twice would be a replay. */
  private static List<Integer> under(
      String statement, String action, List<Operation> operations, String body) {
    String policy = USER + "-" + action.replace(':', '-');
    created(
        administrator.post(
            "/api/v1/identity/policies",
            "{\"policyName\":\"%s\",\"policyDocument\":{\"Version\":\"2012-10-17\",\"Statement\":[%s]}}"
                .formatted(policy, statement.formatted(action))));
    String attachment = "/api/v1/identity/users/" + USER + "/policies/" + policy;
    assertThat(administrator.send("PUT", attachment, "").status()).isEqualTo(204);
    List<Integer> statuses = new ArrayList<>();
    for (Operation operation : operations) {
      statuses.add(
          user.send(
                  operation.method(),
                  suite.address().resolve(operation.path()),
                  "application/json",
                  operation.method().equals("GET") ? "" : body)
              .statusCode());
    }
    assertThat(administrator.send("DELETE", attachment, "").status()).isEqualTo(204);
    assertThat(administrator.send("DELETE", "/api/v1/identity/policies/" + policy, "").status())
        .isEqualTo(204);
    return statuses;
  }

  /** The operations by their actions; what stands in braces becomes the name of nothing. */
  private static Map<String, List<Operation>> operations() {
    Map<String, List<Operation>> operations = new TreeMap<>();
    JsonNode paths = administrator.get("/openapi?format=json").body().path("paths");
    for (Map.Entry<String, JsonNode> path : paths.properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        if (METHODS.contains(method.getKey()) && !OPEN.contains(path.getKey())) {
          String action = method.getValue().path("x-aws-action").asText();
          assertThat(action).as("%s %s", method.getKey(), path.getKey()).contains(":");
          operations
              .computeIfAbsent(action, _ -> new ArrayList<>())
              .add(
                  new Operation(
                      method.getKey().toUpperCase(Locale.ROOT),
                      path.getKey().replaceAll("\\{[^}]*}", "000000000001"),
                      statuses(method.getValue())));
        }
      }
    }
    return operations;
  }

  private static Set<String> statuses(JsonNode operation) {
    Set<String> statuses = new TreeSet<>();
    operation.path("responses").fieldNames().forEachRemaining(statuses::add);
    return statuses;
  }

  private static JsonNode created(Answer answer) {
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
    return answer.body();
  }
}
