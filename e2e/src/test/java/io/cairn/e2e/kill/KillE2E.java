package io.cairn.e2e.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cairn.e2e.suite.Answer;
import io.cairn.e2e.suite.Api;
import io.cairn.e2e.suite.CommandResult;
import io.cairn.e2e.suite.SuiteUnderTest;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Kills processes at seeded moments while events come in. {@code -Dcairn.full=true} makes it 60
 * kills, or {@code -Dcairn.kills=N}, and writes the result down; {@code -Dcairn.seed=N} repeats a
 * run's choices.
 */
class KillE2E {
  private static final int FULL = Integer.getInteger("cairn.kills", 60);
  private static final Duration BACK = Duration.ofMinutes(3);
  private static final String DETECTION = "5b4f1f0e-6f0c-4b53-9d3e-0a4f60d1f001";
  private static final String SIGMA =
      """
      title: A marked call
      id: %s
      status: test
      level: low
      logsource:
        product: aws
        service: cloudtrail
      detection:
        marked:
          eventSource: kill.amazonaws.com
          eventName: MarkedCall
        condition: marked
      """
          .formatted(DETECTION);

  /** Blocks are merged and sealed while processes are killed, not only when a day is over. */
  private static final Map<String, String> SEAL_SOON =
      Map.of(
          "CAIRN_TRAIL_STORE_SEAL_EVENTS", "300",
          "CAIRN_TRAIL_STORE_UPKEEP_POLL", "PT0.1S");

  private final boolean full = Boolean.getBoolean("cairn.full");
  private final long seed = Long.getLong("cairn.seed", 20_261_124L);
  private final Random random = new Random(seed);

  @Test
  void shouldHoldEveryAcknowledgedEventOnceWhenProcessesAreKilled() {
    try (var suite = SuiteUnderTest.start(SEAL_SOON, "--no-aot")) {
      Api api = suite.api();
      Answer added =
          api.post(
              "/api/v1/findings/detections",
              "application/yaml",
              SIGMA.getBytes(StandardCharsets.UTF_8));
      assertThat(added.status()).as(added.toString()).isEqualTo(201);
      var stored = new Stored(api, DETECTION);
      List<PushedEvents> rounds = new ArrayList<>();
      int found = 0;
      try (var pusher = new Pusher(api)) {
        // Given
        pusher.start();
        for (Victim victim : victims()) {
          // When
          String after = "kill %d of %s, seed %d".formatted(rounds.size() + 1, victim, seed);
          kill(suite, api, pusher, victim, after);

          // Then
          PushedEvents round = pusher.endRound();
          assertThat(pusher.refused()).as(after).isNull();
          found += stored.check(round, after);
          checkStore(suite, after);
          rounds.add(round);
          System.out.printf("[proof] %s: %,d events, each found once%n", after, found);
        }
        found += stored.check(pusher.finish(), "the last");
        stored.checkLedger(found);
        suite.down();
        checkStore(suite, "the end, with the suite down");
        suite.up("--no-aot");
        for (PushedEvents round : rounds) {
          assertThat(stored.count(round.account()))
              .isGreaterThanOrEqualTo(round.acknowledged().size());
        }
        if (full) {
          ProofResults.append(rounds.size(), pusher, found, seed);
        }
      }
    }
  }

  /** The store's own check of blocks, columns, buckets, ids and counts. */
  private static void checkStore(SuiteUnderTest suite, String after) {
    CommandResult check = suite.cairn("trail", "check");
    assertThat(check.status()).as(after + ": " + check).isZero();
    assertThat(check.out()).as(after).contains("Nothing is wrong.");
  }

  /** Each at least once, in a seeded order. */
  private List<Victim> victims() {
    List<Victim> all = new ArrayList<>();
    do {
      List<Victim> each = new ArrayList<>(List.of(Victim.values()));
      Collections.shuffle(each, random);
      all.addAll(each);
    } while (full && all.size() < FULL);
    return full ? all.subList(0, FULL) : all;
  }

  private void kill(SuiteUnderTest suite, Api api, Pusher pusher, Victim victim, String after) {
    int moment = pusher.acknowledged() + 20 + random.nextInt(400);
    await("events before " + after).atMost(BACK).until(() -> pusher.acknowledged() >= moment);
    Set<ProcessHandle> everything = suite.running().all();
    Set<ProcessHandle> killed = victim.processes(suite.running());
    assertThat(killed).as(after).isNotEmpty();
    killed.forEach(ProcessHandle::destroyForcibly);
    await(after).atMost(BACK).until(() -> killed.stream().noneMatch(ProcessHandle::isAlive));
    if (victim.endsTheSuite()) {
      await("nothing is left after " + after)
          .atMost(BACK)
          .untilAsserted(() -> assertThat(everything).noneMatch(ProcessHandle::isAlive));
      suite.up("--no-aot");
    }
    int then = pusher.acknowledged();
    await("the return after " + after)
        .atMost(BACK)
        .until(
            () ->
                pusher.refused() != null
                    || (!victim.processes(suite.running()).isEmpty()
                        && isUp(api)
                        && pusher.acknowledged() > then));
  }

  private static boolean isUp(Api api) {
    try {
      return api.get("/api/v1/status").body().path("status").asText().equals("UP");
    } catch (UncheckedIOException _) {
      return false; // the gateway is not back yet
    }
  }
}
