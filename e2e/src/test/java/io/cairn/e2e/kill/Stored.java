package io.cairn.e2e.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.e2e.suite.Answer;
import io.cairn.e2e.suite.Api;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** What a suite holds of the events that were pushed to it. */
final class Stored {
  private static final Duration SOON = Duration.ofMinutes(2);

  private final Api api;
  private final String detection;

  Stored(Api api, String detection) {
    this.api = api;
    this.detection = detection;
  }

  /**
   * Waits for a round's events and judges them; gives how many there are.
   *
   * @throws AssertionError if an acknowledged event is missing, one is there twice, one was never
   *     pushed, or a finding does not count each marked event once
   */
  int check(PushedEvents round, String after) {
    await(after)
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(
            () ->
                assertThat(count(round.account()))
                    .as(after)
                    .isGreaterThanOrEqualTo(round.acknowledged().size()));
    List<JsonNode> events = events(round.account());
    List<String> ids = events.stream().map(e -> e.path("eventId").asText()).toList();
    assertThat(ids).as("events after " + after).doesNotHaveDuplicates();
    assertThat(new HashSet<>(ids))
        .as("events after " + after)
        .containsAll(round.acknowledged())
        .isSubsetOf(round.tried());
    long marked =
        events.stream()
            .filter(e -> e.path("eventName").asText().equals(PushedEvents.MARKED))
            .count();
    await(after)
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(
            () ->
                assertThat(counted(round.account()))
                    .as("marked events counted after " + after)
                    .isEqualTo(marked));
    return ids.size();
  }

  /** Waits until nothing is in flight; then the ledger balances and holds as many as were found. */
  void checkLedger(long found) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              JsonNode push = api.get("/api/v1/trail/ledger?source=push").items().getFirst();
              assertThat(push.path("inFlight").asLong()).as(push.toString()).isZero();
              assertThat(push.path("stored").asLong()).as(push.toString()).isEqualTo(found);
              assertThat(push.path("refused").asLong()).as(push.toString()).isZero();
              assertThat(push.path("received").asLong())
                  .as(push.toString())
                  .isEqualTo(push.path("stored").asLong() + push.path("duplicate").asLong());
            });
  }

  /** Number of events the suite counts for an account. */
  int count(String account) {
    Answer answer = api.get(query(account) + "&count=true&limit=1");
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return answer.body().path("count").asInt();
  }

  private List<JsonNode> events(String account) {
    List<JsonNode> all = new ArrayList<>();
    String token = "";
    do {
      Answer page = api.get(query(account) + "&limit=1000" + token);
      assertThat(page.status()).as(page.toString()).isEqualTo(200);
      all.addAll(page.items());
      String next = page.body().path("nextToken").asText("");
      token = next.isEmpty() ? "" : "&nextToken=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
    } while (!token.isEmpty());
    return all;
  }

  private static String query(String account) {
    return "/api/v1/trail/events?accountId=" + account;
  }

  private long counted(String account) {
    Answer answer = api.get("/api/v1/findings?source=" + detection + "&accountId=" + account);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return answer.items().stream().mapToLong(f -> f.path("count").asLong()).sum();
  }
}
