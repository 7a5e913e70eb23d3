package io.cairn.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.testkit.access.TestKeys;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class InternalTokenMakerTest {
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final InstantSource time = now::get;
  private final InternalTokenMaker maker =
      new InternalTokenMaker(
          () -> Path.of(TestKeys.settings().get("cairn.gateway.internal-key-file")),
          time.withZone(ZoneOffset.UTC));

  private String make(String audience, String principal, String action) {
    return maker.make(audience, principal, "000000000000", action);
  }

  @Test
  void shouldUseOneTokenForRequestsOfOneKindWhileItIsYoung() {
    // Given
    String first = make("trail-service", "alice", "cloudtrail:LookupEvents");
    // When
    now.set(Instant.EPOCH.plusSeconds(29));
    String young = make("trail-service", "alice", "cloudtrail:LookupEvents");
    now.set(Instant.EPOCH.plusSeconds(30));
    String old = make("trail-service", "alice", "cloudtrail:LookupEvents");
    // Then
    assertThat(young).isEqualTo(first);
    assertThat(old).isNotEqualTo(first);
  }

  @Test
  void shouldMakeTokensOfTheirOwnForOtherServicesPrincipalsAndActions() {
    assertThat(
            List.of(
                make("trail-service", "alice", "cloudtrail:LookupEvents"),
                make("config-service", "alice", "cloudtrail:LookupEvents"),
                make("trail-service", "bob", "cloudtrail:LookupEvents"),
                make("trail-service", "alice", "cloudtrail:DeleteTrail")))
        .doesNotHaveDuplicates();
  }
}
