package io.cairn.trail.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.trail.ledger.LedgerEntry.SourceState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class SourceStandingTest {
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
  private static final LedgerConfig CONFIG =
      new LedgerConfig() {
        @Override
        public Duration silence() {
          return Duration.ofDays(1);
        }

        @Override
        public Duration overdue() {
          return Duration.ofMinutes(10);
        }
      };

  private static SourceState state(Duration dueSince, Duration lockedFor, Duration silentFor) {
    return new SourceStanding(
            true, false, NOW.minus(dueSince), NOW.plus(lockedFor), NOW.minus(silentFor))
        .state(NOW, CONFIG);
  }

  @Test
  void shouldBeOverdueOnlyWhenNobodyIsAtIt() {
    Duration none = Duration.ZERO;

    assertThat(state(Duration.ofMinutes(9), none.minusSeconds(1), none)).isEqualTo(SourceState.OK);
    assertThat(state(Duration.ofMinutes(11), none.minusSeconds(1), none))
        .isEqualTo(SourceState.OVERDUE);
    assertThat(state(Duration.ofHours(5), Duration.ofMinutes(2), none)).isEqualTo(SourceState.OK);
  }

  @Test
  void shouldBeSilentWhenNothingCameForLongThoughItIsLookedAt() {
    assertThat(state(Duration.ZERO, Duration.ZERO, Duration.ofHours(25)))
        .isEqualTo(SourceState.SILENT);
  }
}
