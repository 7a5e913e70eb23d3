package io.cairn.e2e.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.e2e.suite.Answer;
import io.cairn.e2e.suite.Api;
import io.cairn.e2e.suite.ApiEvents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Events of one account: bodies to push, and what the suite holds of them. */
final class Events {
  private static final Duration SOON = Duration.ofMinutes(2);

  private final Api api;
  private final String account;

  Events(Api api, String account) {
    this.api = api;
    this.account = account;
  }

  /** A body of so many new events. */
  String body(int count) {
    return "{\"Records\":["
        + String.join(
            ",",
            IntStream.range(0, count)
                .mapToObj(_ -> ApiEvents.write("iam", "CreateUser", "{\"userName\":\"eve\"}"))
                .map(event -> event.replace("111122223333", account))
                .toList())
        + "]}";
  }

  /** Pushes a body. */
  Answer push(String body) {
    return api.post("/api/v1/trail/events", body);
  }

  /** Pushes a body that must be acknowledged. */
  void pushAcknowledged(String body) {
    Answer answer = push(body);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    assertThat(answer.body().path("refused")).as(answer.toString()).isEmpty();
  }

  /** Waits until the suite finds so many events, each once. */
  void awaitEachOnce(int count) {
    await("events of " + account)
        .atMost(SOON)
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(ids()).hasSize(count).doesNotHaveDuplicates());
  }

  private List<String> ids() {
    List<String> ids = new ArrayList<>();
    Answer page = api.get("/api/v1/trail/events?limit=1000&accountId=" + account);
    assertThat(page.status()).as(page.toString()).isEqualTo(200);
    for (JsonNode event : page.items()) {
      ids.add(event.path("eventId").asText());
    }
    return ids;
  }
}
