package io.cairn.findings.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.findings.database.Database;
import io.cairn.findings.database.Statement;
import io.cairn.findings.finding.EventEvidence;
import io.cairn.sigma.Pipeline;
import io.cairn.sigma.SigmaCollection;
import io.cairn.sigma.SigmaParser;
import io.cairn.sigma.correlation.Occurrence;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What correlations keep is bounded, and what is given up is counted. */
@NullMarked
@QuarkusTest
class CorrelationBoundsTest {
  private static final Instant START = Instant.parse("2026-03-04T12:00:00Z");
  private static final String ID = "0000000f-0000-4000-8000-000000000001";

  /** As few groups as make a test short. */
  private static final CorrelationConfig FEW =
      new CorrelationConfig() {
        @Override
        public Duration lateness() {
          return Duration.ofMinutes(10);
        }

        @Override
        public Duration quiet() {
          return Duration.ZERO;
        }

        @Override
        public int maxGroups() {
          return 100;
        }

        @Override
        public String wakeEvery() {
          return "off";
        }
      };

  @Inject Database database;
  @Inject GroupStore store;
  @Inject FiringTable firings;
  @Inject CorrelationLosses losses;
  @Inject Clock clock;

  private Correlations correlations() {
    return new Correlations(store, firings, losses, FEW, clock);
  }

  private static CorrelationPlan plan(String condition) {
    String yaml =
        """
        title: member
        name: member
        logsource: {product: aws}
        detection: {s: {eventName: X}, condition: s}
        ---
        title: bounded
        id: %s
        correlation:
          type: event_count
          rules: [member]
          group-by: [user]
          timespan: 1m
          condition: %s
        """
            .formatted(ID, condition);
    return new CorrelationPlan(
        SigmaCollection.of(
            List.of(
                SigmaParser.read(
                    "test.yml", yaml.getBytes(StandardCharsets.UTF_8), Pipeline.NONE))));
  }

  private static CorrelatedMatch match(String user, int second) {
    Instant at = START.plusSeconds(second);
    var evidence =
        new EventEvidence(user + second, at, "X", "x.amazonaws.com", null, null, Map.of());
    return new CorrelatedMatch(
        new Occurrence("member", at, user + second, Map.of("user", List.of(user))),
        new Witness("111122223333", "eu-west-1", null, null, evidence, at));
  }

  private int rows(String table) {
    return database.call(
        "look at a test",
        connection ->
            Statement.of("SELECT count(*) FROM " + table + " WHERE detection_id = ?")
                .with(ID)
                .first(connection, row -> row.getInt(1))
                .orElseThrow());
  }

  private List<Fired> take(CorrelationPlan plan, List<CorrelatedMatch> matches) {
    return QuarkusTransaction.requiringNew().call(() -> correlations().take(plan, matches));
  }

  @Test
  void shouldGiveUpGroupsPastTheMostAndCountThem() {
    // Given
    CorrelationPlan plan = plan("{gte: 3}");
    List<CorrelatedMatch> matches = new ArrayList<>();
    for (int i = 0; i < 1_200; i++) {
      matches.add(match("user-" + i, i));
    }
    long before = losses.all().forgotten();

    // When
    assertThat(take(plan, matches)).isEmpty();
    assertThat(rows("correlation_group")).isEqualTo(1_200);
    boolean more = true;
    while (more) {
      more = QuarkusTransaction.requiringNew().call(() -> correlations().shrink());
    }

    // Then
    assertThat(rows("correlation_group")).isEqualTo(100);
    assertThat(rows("correlation_entry")).isEqualTo(100);
    assertThat(losses.all().forgotten() - before).isGreaterThanOrEqualTo(1_100);
    forget(plan("{gte: 4}"));
    assertThat(rows("correlation_group")).as("groups of a text that is gone").isZero();
  }

  private void forget(CorrelationPlan plan) {
    boolean more = true;
    while (more) {
      more =
          QuarkusTransaction.requiringNew()
              .call(() -> correlations().wake(plan, new ArrayList<>()));
    }
  }

  @Test
  void shouldKeepNoMoreOfAFloodThanItsThresholdNeeds() {
    // Given
    CorrelationPlan plan = plan("{gte: 10}");
    List<CorrelatedMatch> flood = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      flood.add(match("flood", i / 50));
    }

    // When
    List<Fired> fired = take(plan, flood.subList(0, 1_500));
    List<Fired> then = take(plan, flood.subList(1_500, 3_000));

    // Then
    assertThat(fired).hasSize(1);
    assertThat(fired.getFirst().witnesses()).isNotEmpty();
    assertThat(then).isEmpty();
    assertThat(rows("correlation_entry")).isLessThanOrEqualTo(11);
    forget(plan);
  }
}
