package io.cairn.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.policy.document.PolicyDocument;
import io.cairn.policy.document.PolicyType;
import io.cairn.policy.request.AuthorizationRequest;
import io.cairn.policy.request.ContextValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Laws that hold for every policy; a failure prints its seed, {@code -Dcairn.seed=} repeats it. */
@NullMarked
class PolicyPropertiesTest {
  private static final int SETS = Integer.getInteger("cairn.policy.sets", 12_000);
  private static final int REQUESTS = 10;

  private final long seed = Long.getLong("cairn.seed", 20260301L);
  private final Random random = new Random(seed);
  private final RandomPolicies policies = new RandomPolicies(random);

  private static Requests.Own compile(List<Map<String, Object>> documents) {
    List<PolicySet.Named> named = new ArrayList<>();
    for (Map<String, Object> document : documents) {
      named.add(
          new PolicySet.Named(
              "p", PolicyDocument.parse(PolicyType.IDENTITY, RandomPolicies.json(document))));
    }
    return new Requests.Own(PolicySet.compile(named));
  }

  private static AuthorizationRequest request(Interpreter.Asked asked) {
    Map<String, ContextValue> context = new HashMap<>();
    asked
        .context()
        .forEach(
            (key, value) ->
                context.put(
                    key,
                    value instanceof List<?> list
                        ? new ContextValue.Many(list.stream().map(String::valueOf).toList())
                        : new ContextValue.Single(String.valueOf(value))));
    return new AuthorizationRequest(asked.action(), asked.resource(), context);
  }

  @Test
  void shouldDecideAndExplainAsSlowInterpreterDoes() {
    Map<Decision, Integer> seen = new EnumMap<>(Decision.class);
    for (int i = 0; i < SETS; i++) {
      List<Map<String, Object>> documents = policies.documents();
      Requests.Own compiled = compile(documents);
      for (int j = 0; j < REQUESTS; j++) {
        Interpreter.Asked asked = policies.asked();
        // When
        Decision expected = Interpreter.decide(documents, asked);
        Decision decided = compiled.decide(request(asked));
        // Then
        if (decided != expected || compiled.explain(request(asked)).decision() != expected) {
          assertThat(decided)
              .as("seed %d: %s asked %s", seed, RandomPolicies.json(documents), asked)
              .isEqualTo(expected);
          assertThat(compiled.explain(request(asked)).decision()).isEqualTo(expected);
        }
        seen.merge(decided, 1, Integer::sum);
      }
    }
    // A generator whose requests hardly ever match would prove nothing.
    int cases = SETS * REQUESTS;
    assertThat(seen.get(Decision.ALLOWED)).isGreaterThan(cases / 10);
    assertThat(seen.get(Decision.EXPLICIT_DENY)).isGreaterThan(cases / 25);
    assertThat(seen.get(Decision.IMPLICIT_DENY)).isGreaterThan(cases / 10);
  }

  @Test
  void shouldNeverAllowMoreWhenDenyIsAdded() {
    for (int i = 0; i < 3_000; i++) {
      // Given
      List<Map<String, Object>> documents = policies.documents();
      Requests.Own before = compile(documents);
      documents.add(
          new LinkedHashMap<>(
              Map.of("Version", "2012-10-17", "Statement", List.of(policies.statement("Deny")))));
      Requests.Own after = compile(documents);
      for (int j = 0; j < REQUESTS; j++) {
        AuthorizationRequest asked = request(policies.asked());
        // When / Then
        if (before.decide(asked) != Decision.ALLOWED) {
          assertThat(after.decide(asked))
              .as("seed %d: %s", seed, RandomPolicies.json(documents))
              .isNotEqualTo(Decision.ALLOWED);
        }
      }
    }
  }

  @Test
  void shouldDecideTheSameWhenOrderChanges() {
    for (int i = 0; i < 3_000; i++) {
      // Given
      List<Map<String, Object>> documents = policies.documents();
      Requests.Own before = compile(documents);
      Collections.shuffle(documents, random);
      for (Map<String, Object> document : documents) {
        List<Object> statements =
            new ArrayList<>((List<?>) document.getOrDefault("Statement", List.of()));
        Collections.shuffle(statements, random);
        document.put("Statement", statements);
      }
      Requests.Own after = compile(documents);
      for (int j = 0; j < REQUESTS; j++) {
        AuthorizationRequest asked = request(policies.asked());
        // When / Then
        assertThat(after.decide(asked))
            .as("seed %d: %s", seed, RandomPolicies.json(documents))
            .isEqualTo(before.decide(asked));
      }
    }
  }
}
