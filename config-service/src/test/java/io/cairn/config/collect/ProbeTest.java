package io.cairn.config.collect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.config.collect.catalog.Collectors;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each permission that a type needs is named when it alone is missing. */
@NullMarked
class ProbeTest {

  private final Recorded recorded = new Recorded();

  @AfterEach
  void close() {
    recorded.close();
  }

  /** Something of every kind, so that every call is made for the first of each. */
  @BeforeEach
  void fill() {
    recorded
        .scenario()
        .change(
            Recorded.ACCOUNT,
            "global",
            "iam",
            iam -> {
              var inline = Recorded.json("{'PolicyName':'own','PolicyDocument':'%7B%7D'}");
              iam.path("UserDetailList")
                  .forEach(u -> ((ObjectNode) u).putArray("UserPolicyList").add(inline));
              iam.path("GroupDetailList")
                  .forEach(g -> ((ObjectNode) g).putArray("GroupPolicyList").add(inline));
            });
  }

  static Stream<Arguments> actions() {
    return new Collectors()
        .all().stream()
            .map(Collector::type)
            .filter(t -> t.resourceType().matches("AWS::(IAM|EC2)::.*"))
            .flatMap(t -> t.actions().stream().map(a -> Arguments.of(t.resourceType(), a)));
  }

  @ParameterizedTest
  @MethodSource("actions")
  void shouldNameThePermissionWhenItAloneIsMissing(String type, String action) {
    // Given
    recorded.scenario().faults().deny(action);
    Collector collector = new Collectors().of(type).orElseThrow();
    String region = Probe.regions(collector.type(), Recorded.REGION).getFirst();

    // When
    Map<String, Probe.Result> results =
        Probe.of(collector, recorded.session(Recorded.REGION), region);

    // Then
    assertThat(results.get(action))
        .as(results.toString())
        .isNotNull()
        .satisfies(r -> assertThat(r.status()).isEqualTo(Probe.DENIED))
        .satisfies(r -> assertThat(r.detail()).contains(action));
  }
}
