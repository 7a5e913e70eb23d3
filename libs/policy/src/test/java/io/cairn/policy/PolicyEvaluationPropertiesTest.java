package io.cairn.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.policy.document.PolicyDocument;
import io.cairn.policy.document.PolicyType;
import io.cairn.policy.request.AuthorizationRequest;
import io.cairn.policy.request.ContextValue;
import io.cairn.policy.request.Principal;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Laws of the whole evaluation; a failure prints its seed, {@code -Dcairn.seed=} repeats it. */
@NullMarked
class PolicyEvaluationPropertiesTest {
  private static final int CASES =
      Integer.getInteger(
          "cairn.policy.cases", Boolean.getBoolean("cairn.full") ? 1_000_000 : 30_000);

  static final String HEADING = "### Decisions about policies, against a slow interpreter";

  private final long seed = Long.getLong("cairn.seed", 20260302L);
  private final Random random = new Random(seed);
  private final RandomCases cases = new RandomCases(random);

  private static @Nullable PolicySet set(
      PolicyType type, @Nullable List<Map<String, Object>> documents) {
    if (documents == null) {
      return null;
    }
    List<PolicySet.Named> named = new ArrayList<>();
    for (Map<String, Object> document : documents) {
      named.add(
          new PolicySet.Named("p", PolicyDocument.parse(type, RandomPolicies.json(document))));
    }
    return PolicySet.compile(named);
  }

  private static List<AttachedPolicies.Level> levels(
      PolicyType type, List<List<Map<String, Object>>> levels) {
    List<AttachedPolicies.Level> compiled = new ArrayList<>();
    for (var level : levels) {
      PolicySet policies = set(type, level);
      assertThat(policies).isNotNull();
      compiled.add(new AttachedPolicies.Level("ou", policies));
    }
    return compiled;
  }

  private static AttachedPolicies policies(SlowAuthorizer.Case c) {
    PolicySet identity = set(PolicyType.IDENTITY, c.identity());
    assertThat(identity).isNotNull();
    return new AttachedPolicies(
        identity,
        set(PolicyType.BOUNDARY, c.boundary()),
        set(PolicyType.SESSION, c.sessionPolicies()),
        levels(PolicyType.SERVICE_CONTROL, c.serviceControl()),
        set(PolicyType.RESOURCE, c.resource() == null ? null : List.of(c.resource())),
        levels(PolicyType.RESOURCE_CONTROL, c.resourceControl()),
        set(PolicyType.VPC_ENDPOINT, c.endpoint()));
  }

  private static Access access(SlowAuthorizer.Case c) {
    Map<String, ContextValue> context = new HashMap<>();
    c.asked().context().forEach((k, v) -> context.put(k, new ContextValue.Single((String) v)));
    Principal principal =
        switch (c.kind()) {
          case "user" -> new Principal.User(c.arn(), c.account());
          case "session" -> new Principal.RoleSession(c.arn(), true, c.session(), c.account());
          case "federated" -> new Principal.FederatedUser(c.arn(), null, c.account());
          case "root" -> new Principal.Root(c.account());
          case "service" -> new Principal.Service(c.arn());
          default -> new Principal.Anonymous();
        };
    return new Access(
        principal,
        c.owner(),
        new AuthorizationRequest(c.asked().action(), c.asked().resource(), context));
  }

  @Test
  void shouldDecideAndExplainAsSlowInterpreterDoes() throws IOException {
    Map<Decision, Integer> seen = new EnumMap<>(Decision.class);
    for (int i = 0; i < CASES; i++) {
      // Given
      SlowAuthorizer.Case c = cases.next();
      Decision expected = SlowAuthorizer.decide(c);
      // When
      AttachedPolicies policies = policies(c);
      Access access = access(c);
      Decision decided = PolicyEvaluation.decide(policies, access);
      Trace trace = PolicyEvaluation.explain(policies, access);
      // Then
      if (decided != expected || trace.decision() != expected) {
        assertThat(decided).as("seed %d, case %d: %s", seed, i, c).isEqualTo(expected);
        assertThat(trace.decision()).as("seed %d, case %d: %s", seed, i, c).isEqualTo(expected);
      }
      if ((trace.wanting() != null) != (expected == Decision.IMPLICIT_DENY)) {
        assertThat(trace.wanting()).as("seed %d, case %d: %s", seed, i, c).isNull();
      }
      seen.merge(decided, 1, Integer::sum);
    }
    // A generator whose requests hardly ever match would prove nothing.
    assertThat(seen.get(Decision.ALLOWED)).isGreaterThan(CASES / 7);
    assertThat(seen.get(Decision.EXPLICIT_DENY)).isGreaterThan(CASES / 7);
    assertThat(seen.get(Decision.IMPLICIT_DENY)).isGreaterThan(CASES / 7);
    if (Boolean.getBoolean("cairn.full")) {
      new ProofResults(ProofResults.page(), HEADING)
          .add(
              LocalDate.now(ZoneOffset.UTC),
              CASES,
              seen.getOrDefault(Decision.ALLOWED, 0),
              seen.getOrDefault(Decision.EXPLICIT_DENY, 0),
              seen.getOrDefault(Decision.IMPLICIT_DENY, 0),
              0,
              "`./cairn test --full libs/policy PolicyEvaluationPropertiesTest` (seed "
                  + seed
                  + ")");
    }
  }

  @Test
  void shouldNeverAllowMoreWhenLevelOfServiceControlIsAdded() {
    for (int i = 0; i < 5_000; i++) {
      // Given
      SlowAuthorizer.Case c = cases.next();
      AttachedPolicies before = policies(c);
      List<AttachedPolicies.Level> more = new ArrayList<>(before.serviceControl());
      more.addAll(policies(cases.next()).serviceControl());
      // When
      Decision first = PolicyEvaluation.decide(before, access(c));
      Decision second = PolicyEvaluation.decide(before.withServiceControl(more), access(c));
      // Then
      if (first != Decision.ALLOWED) {
        assertThat(second).as("seed %d, case %d: %s", seed, i, c).isNotEqualTo(Decision.ALLOWED);
      }
    }
  }

  @Test
  void shouldNeverAllowMoreWhenBoundaryOrResourceControlIsAdded() {
    for (int i = 0; i < 5_000; i++) {
      // Given
      SlowAuthorizer.Case c = cases.next();
      AttachedPolicies before = policies(c);
      AttachedPolicies other = policies(cases.next());
      AttachedPolicies after = before.withResourceControl(other.resourceControl());
      if (before.boundary() == null && other.boundary() != null) {
        after = after.withBoundary(other.boundary());
      }
      // When / Then
      if (before.resourceControl().isEmpty()
          && PolicyEvaluation.decide(before, access(c)) != Decision.ALLOWED) {
        assertThat(PolicyEvaluation.decide(after, access(c)))
            .as("seed %d, case %d: %s", seed, i, c)
            .isNotEqualTo(Decision.ALLOWED);
      }
    }
  }
}
