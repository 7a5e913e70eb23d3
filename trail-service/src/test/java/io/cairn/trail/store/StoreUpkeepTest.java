package io.cairn.trail.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cairn.eventstore.store.BlockEventStore;
import io.cairn.trail.Pushed;
import io.cairn.trail.TrailApi;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Upkeep while the service runs: many small blocks become sealed runs, and no answer changes. */
@NullMarked
@QuarkusTest
@TestProfile(StoreUpkeepTest.Eager.class)
@SuppressWarnings("NullAway.Init")
class StoreUpkeepTest {
  private static final String ACCOUNT = "181818181818";

  @Inject MeterRegistry metrics;
  @Inject BlockEventStore store;

  /** Days are sealed at once. */
  public static final class Eager implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "cairn.trail.store.quiet", "PT0S",
          "cairn.trail.store.upkeep-poll", "PT0.05S",
          "cairn.trail.store.level", "1",
          "cairn.trail.store.cache-memory", "4M");
    }
  }

  private double gauge(String name, String state) {
    return metrics.get(name).tag("state", state).gauge().value();
  }

  @Test
  void shouldSealWhatIsOverAndShowItWhenEventsTrickleIn() {
    // Given, When: twenty pushes, one after the other
    for (int i = 0; i < 20; i++) {
      Pushed.store(ACCOUNT, i * 15, (i + 1) * 15);
    }

    // Then
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              assertThat(gauge("cairn.trail.store.events", "sealed")).isGreaterThanOrEqualTo(300);
              assertThat(gauge("cairn.trail.store.blocks", "open")).isZero();
            });
    assertThat(gauge("cairn.trail.store.runs", "sealed")).isPositive();
    assertThat(gauge("cairn.trail.store.batches", "untold")).isZero();
    assertThat(TrailApi.count(Map.of("accountId", ACCOUNT, "eventName", "PutTwo"))).isEqualTo(150);
    assertThat(store.check().faults()).isEmpty();

    // Then: what was stored and how the caches served can be seen
    assertThat(metrics.get("cairn.trail.events").tag("outcome", "stored").counter().count())
        .isGreaterThanOrEqualTo(300);
    assertThat(
            metrics.get("cairn.trail.store.upkeep.steps").tag("kind", "sealed").counter().count())
        .isPositive();
    assertThat(metrics.get("cairn.trail.store.upkeep.lag").timeGauge().value()).isNotNegative();
    assertThat(
            metrics
                .get("cairn.trail.store.cache.requests")
                .tag("cache", "columns")
                .functionCounters())
        .isNotEmpty();
    assertThat(
            metrics.get("cairn.trail.store.cache.max.bytes").tag("cache", "frames").gauge().value())
        .isEqualTo(4 << 20 >> 3);
  }
}
