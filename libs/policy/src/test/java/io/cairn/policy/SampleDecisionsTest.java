package io.cairn.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The expected decisions of generated cases, as far as identity policies alone decide them. */
@NullMarked
class SampleDecisionsTest {
  private static final Set<String> OTHER_POLICIES =
      Set.of(
          "resourcePolicy",
          "permissionsBoundaryPolicies",
          "sessionPolicies",
          "serviceControlPolicies",
          "resourceControlPolicies",
          "vpcEndpointPolicies");

  @Test
  void shouldDecideEverySampleOfIdentityPoliciesAsExpected() throws IOException {
    // Given
    Path sample =
        Path.of(System.getProperty("cairn.shared.data", "-"), "iam", "decisions_sample.jsonl");
    assumeTrue(Files.exists(sample), "the sample of decisions is not beside the project");
    int decided = 0;
    for (String line : Files.readAllLines(sample)) {
      var testCase = (Json.Members) JsonReader.read(line.getBytes(StandardCharsets.UTF_8));
      if (testCase.members().keySet().stream().anyMatch(OTHER_POLICIES::contains)) {
        continue;
      }
      String account = text(testCase, "principal").split(":", -1)[4];
      if (!account.equals(text(testCase, "resourceAccountId"))) {
        continue;
      }
      // When
      Decision decision = PolicySet.compile(policies(line, testCase)).decide(request(testCase));
      // Then
      assertThat(decision.name().replace("_", ""))
          .as(text(testCase, "id"))
          .isEqualToIgnoringCase(text(testCase, "expected"));
      decided++;
    }
    assertThat(decided).isGreaterThan(90);
  }

  private static AuthorizationRequest request(Json.Members testCase) {
    Map<String, ContextValue> context = new HashMap<>();
    for (var key : ((Json.Members) value(testCase, "context")).members().entrySet()) {
      Json value = key.getValue().value();
      context.put(
          key.getKey(),
          value instanceof Json.Items list
              ? new ContextValue.Many(
                  list.items().stream().map(i -> ((Json.Text) i).value()).toList())
              : new ContextValue.Single(((Json.Text) value).value()));
    }
    return new AuthorizationRequest(text(testCase, "action"), text(testCase, "resource"), context);
  }

  private static List<PolicySet.Named> policies(String line, Json.Members testCase) {
    List<PolicySet.Named> policies = new ArrayList<>();
    for (Json item : ((Json.Items) value(testCase, "identityPolicies")).items()) {
      Json.Members policy = (Json.Members) item;
      policies.add(
          new PolicySet.Named(
              text(policy, "name"), DocumentReader.identity(value(policy, "document"))));
    }
    assertThat(policies).as(line).isNotEmpty();
    return policies;
  }

  private static Json value(Json.Members object, String name) {
    Json.@Nullable Member member = object.members().get(name);
    assertThat(member).as(name).isNotNull();
    return member.value();
  }

  private static String text(Json.Members object, String name) {
    return ((Json.Text) value(object, name)).value();
  }
}
