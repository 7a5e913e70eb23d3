package io.cairn.trail.tail;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.trail.Pushed;
import io.cairn.trail.TrailApi;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** New events, followed by requests that wait. */
@NullMarked
@QuarkusTest
class TailTest {

  private static Response tail(Map<String, ?> parameters, @Nullable String token) {
    Map<String, Object> all = new HashMap<>(parameters);
    if (token != null) {
      all.put("nextToken", token);
    }
    return TrailApi.as("cloudtrail:LookupEvents").queryParams(all).get("/api/v1/trail/events/tail");
  }

  private static String now(Map<String, ?> parameters) {
    JsonPath answer = tail(parameters, null).jsonPath();
    assertThat(answer.getList("items")).isEmpty();
    return answer.getString("nextToken");
  }

  private static List<String> ids(String account, IntStream numbers) {
    return numbers.mapToObj(i -> account + "-" + i).toList();
  }

  @Test
  void shouldAnswerWhatIsStoredWhileItWaits() {
    // Given
    String account = "141414141414";
    Map<String, Object> query = Map.of("accountId", account, "wait", 20);
    String token = now(query);

    // When
    var waiting = CompletableFuture.supplyAsync(() -> tail(query, token).jsonPath());
    Pushed.store(account, 0, 5);

    // Then
    JsonPath answer = waiting.join();
    assertThat(answer.getList("items.eventId", String.class))
        .containsExactlyElementsOf(ids(account, IntStream.range(0, 5)));
    assertThat(answer.getString("items[0].cloudTrailEvent.recipientAccountId")).isEqualTo(account);
    assertThat(answer.<Object>get("missed")).isNull();
  }

  @Test
  void shouldGoOnWithinARecordWhenAnswersAreSmall() {
    // Given
    String account = "151515151515";
    Map<String, Object> query =
        Map.of("accountId", account, "eventName", "PutTwo", "limit", 7, "wait", 1);
    String token = now(query);
    Pushed.store(account, 0, 100);
    Pushed.store(account, 100, 120);

    // When
    List<String> seen = new ArrayList<>();
    List<String> some;
    do {
      JsonPath answer = tail(query, token).jsonPath();
      some = answer.getList("items.eventId", String.class);
      assertThat(some.size()).isLessThanOrEqualTo(7);
      seen.addAll(some);
      token = answer.getString("nextToken");
    } while (!some.isEmpty());

    // Then: each once, in order, and none that does not match
    assertThat(seen)
        .containsExactlyElementsOf(
            ids(account, IntStream.range(0, 120).filter(i -> i % 4 == 1 || i % 4 == 2)));
  }

  @Test
  void shouldAnswerNothingInTimeWhenNothingMatches() {
    // Given
    Map<String, Object> query = Map.of("accountId", "161616161616", "wait", 0);
    String token = now(query);

    // When
    JsonPath answer = tail(query, token).jsonPath();

    // Then
    assertThat(answer.getList("items")).isEmpty();
    assertThat(answer.getString("nextToken")).isNotEmpty();
    assertThat(tail(Map.of("accountId", "171717171717"), token).statusCode()).isEqualTo(400);
    assertThat(tail(Map.of("wait", 21), null).statusCode()).isEqualTo(400);
  }

  @Test
  void shouldReadPlacesAsTheyWereWritten() {
    assertThat(TailPlaces.parse("0:15.3,2:7.0").toString()).isEqualTo("0:15.3,2:7.0");
    assertThat(TailPlaces.parse("").of(4)).isEqualTo(new TailPlaces.Place(0, 0));
  }
}
