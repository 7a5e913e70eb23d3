package io.cairn.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class RateLimiterTest {

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-03-01T00:00:00Z"));
  private final RateLimiter limiter = new RateLimiter(4, 2, now::get);

  private void pass(Duration time) {
    now.updateAndGet(t -> t.plus(time));
  }

  @Test
  void shouldLetABurstGoAndSpaceTheRest() {
    // When / Then
    assertThat(limiter.reserve()).isZero();
    assertThat(limiter.reserve()).isZero();
    assertThat(limiter.reserve()).isEqualTo(Duration.ofMillis(250));
    assertThat(limiter.reserve()).isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void shouldRefillWhileTimePasses() {
    // Given
    limiter.reserve();
    limiter.reserve();

    // When
    pass(Duration.ofMillis(250));

    // Then
    assertThat(limiter.reserve()).isZero();
    assertThat(limiter.reserve()).isEqualTo(Duration.ofMillis(250));
  }

  @Test
  void shouldHalveOnceWhenSeveralCallsAreThrottledTogether() {
    // When
    limiter.throttled();
    limiter.throttled();

    // Then
    assertThat(limiter.perSecond()).isEqualTo(2.0);
    assertThat(limiter.reserve()).isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void shouldHalveAgainLaterButNeverBelowHalfACallASecond() {
    // When
    for (int i = 0; i < 10; i++) {
      pass(Duration.ofSeconds(2));
      limiter.throttled();
    }

    // Then
    assertThat(limiter.perSecond()).isEqualTo(0.5);
  }

  @Test
  void shouldGiveBackOneCallASecondEachQuietMinuteUpToTheFirstRate() {
    // Given
    limiter.throttled();

    // When / Then
    pass(Duration.ofSeconds(61));
    assertThat(limiter.perSecond()).isEqualTo(3.0);
    pass(Duration.ofMinutes(10));
    assertThat(limiter.perSecond()).isEqualTo(4.0);
  }
}
