package io.cairn.trail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;

/** Made events of an account of their own, pushed and stored. */
@NullMarked
public final class Pushed {
  /** Time of the first. */
  public static final Instant FIRST = Instant.parse("2025-11-01T22:00:00Z");

  private static final List<String> NAMES = List.of("GetOne", "PutTwo", "PutTwo", "ListThree");

  private Pushed() {}

  /** Event number {@code i}: one in ten minutes, four names in turn, one of three users or none. */
  public static String event(String account, int i) {
    String user = i % 5 == 0 ? "" : ",\"userName\":\"user-" + i % 3 + "\"";
    return """
        {"eventID":"%s-%d","eventTime":"%s","eventName":"%s","eventSource":"count.amazonaws.com",\
        "userIdentity":{"type":"IAMUser"%s},"recipientAccountId":"%s","additionalEventData":{"odd":%s}}"""
        .formatted(
            account,
            i,
            FIRST.plusSeconds(600L * i),
            NAMES.get(i % NAMES.size()),
            user,
            account,
            i % 2 == 1);
  }

  /** Pushes events and waits until the account has so many. */
  public static void store(String account, int from, int to) {
    List<String> events = new ArrayList<>();
    for (int i = from; i < to; i++) {
      events.add(event(account, i));
    }
    byte[] body = ("{\"Records\":[" + String.join(",", events) + "]}").getBytes(UTF_8);
    assertThat(TrailApi.push(body, "application/json").statusCode()).isEqualTo(202);
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> assertThat(TrailApi.count(Map.of("accountId", account))).isEqualTo(to));
  }
}
