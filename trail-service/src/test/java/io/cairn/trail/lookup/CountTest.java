package io.cairn.trail.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.trail.Pushed;
import io.cairn.trail.TrailApi;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counts, histograms and top values, from columns and by scan: both say the same. */
@NullMarked
@QuarkusTest
class CountTest {
  private static final String ACCOUNT = "121212121212";
  private static final int EVENTS = 600;
  private static boolean isStored;

  @BeforeEach
  void store() {
    if (!isStored) {
      Pushed.store(ACCOUNT, 0, EVENTS);
      isStored = true;
    }
  }

  private static Response ask(String what, Map<String, ?> parameters) {
    return TrailApi.as("cloudtrail:LookupEvents")
        .queryParams(parameters)
        .queryParam("accountId", ACCOUNT)
        .get("/api/v1/trail/events/" + what);
  }

  private static JsonPath answer(String what, Map<String, ?> parameters) {
    Response answer = ask(what, parameters);
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    return answer.jsonPath();
  }

  /** All items of an answer by a field, in order. */
  private static Map<String, Integer> items(JsonPath answer, String field) {
    Map<String, Integer> items = new LinkedHashMap<>();
    for (Map<String, Object> item : answer.<Map<String, Object>>getList("items")) {
      items.put(String.valueOf(item.get(field)), (Integer) item.get("count"));
    }
    return items;
  }

  private static Map<String, Object> with(Map<String, ?> parameters, String name, Object value) {
    Map<String, Object> all = new HashMap<>(parameters);
    all.put(name, value);
    return all;
  }

  @Test
  void shouldCountTheSameFromColumnsAndByScan() {
    // When
    JsonPath indexed = answer("count", Map.of("eventName", "PutTwo"));
    JsonPath scanned = answer("count", Map.of("path", "$.eventName=PutTwo"));
    JsonPath odd = answer("count", Map.of("path", "$.additionalEventData.odd=true"));

    // Then
    assertThat(indexed.getInt("count")).isEqualTo(EVENTS / 2);
    assertThat(indexed.getBoolean("countIsExact")).isTrue();
    assertThat(indexed.<Object>get("scanned")).isNull();
    assertThat(scanned.getInt("count")).isEqualTo(EVENTS / 2);
    assertThat(scanned.getBoolean("scanned")).isTrue();
    assertThat(scanned.getBoolean("countIsExact")).isTrue();
    assertThat(scanned.getInt("examined")).isEqualTo(EVENTS);
    assertThat(odd.getInt("count")).isEqualTo(EVENTS / 2);
  }

  @Test
  void shouldCountEachHourAndDayWhenAHistogramIsAsked() {
    // When
    JsonPath days = answer("histogram", Map.of("by", "day"));
    JsonPath hours = answer("histogram", Map.of("endTime", "2025-11-02T00:10:00Z"));
    JsonPath scanned = answer("histogram", Map.of("by", "day", "path", "$.eventID~-"));

    // Then: six an hour from 22:00 on
    assertThat(items(days, "from"))
        .containsExactly(
            Map.entry("2025-11-01T00:00:00Z", 12),
            Map.entry("2025-11-02T00:00:00Z", 144),
            Map.entry("2025-11-03T00:00:00Z", 144),
            Map.entry("2025-11-04T00:00:00Z", 144),
            Map.entry("2025-11-05T00:00:00Z", 144),
            Map.entry("2025-11-06T00:00:00Z", 12));
    assertThat(items(hours, "from"))
        .containsExactly(
            Map.entry("2025-11-01T22:00:00Z", 6),
            Map.entry("2025-11-01T23:00:00Z", 6),
            Map.entry("2025-11-02T00:00:00Z", 2));
    assertThat(hours.getString("by")).isEqualTo("hour");
    assertThat(items(scanned, "from")).isEqualTo(items(days, "from"));
    assertThat(scanned.getBoolean("scanned")).isTrue();
  }

  @Test
  void shouldGiveTheMostFrequentValuesFirst() {
    // When
    JsonPath names = answer("top", Map.of("by", "eventName", "limit", 2));
    Map<String, Object> users = Map.of("by", "username", "eventName", "GetOne");
    JsonPath indexed = answer("top", users);
    JsonPath scanned = answer("top", with(users, "path", "$.recipientAccountId=" + ACCOUNT));

    // Then
    assertThat(items(names, "value"))
        .containsExactly(Map.entry("PutTwo", 300), Map.entry("GetOne", 150));
    assertThat(items(indexed, "value"))
        .containsOnlyKeys("user-0", "user-1", "user-2", "null")
        .containsEntry("null", 30);
    assertThat(items(indexed, "value").values().stream().mapToInt(Integer::intValue).sum())
        .isEqualTo(150);
    assertThat(items(scanned, "value")).isEqualTo(items(indexed, "value"));
    assertThat(List.copyOf(items(indexed, "value").values())).isSortedAccordingTo((a, b) -> b - a);
  }

  @ParameterizedTest
  @CsvSource({
    "top, eventname, is one of",
    "top, eventId, is one of",
    "histogram, week, is hour or day"
  })
  void shouldNameWhatCanBeCountedByWhenItIsSomethingElse(String what, String by, String detail) {
    // When
    Response answer = ask(what, Map.of("by", by));

    // Then
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.jsonPath().getString("detail")).contains("by").contains(detail);
  }

  @Test
  void shouldRefuseAFilterThatIsNone() {
    assertThat(ask("count", Map.of("limit", 3)).statusCode()).isEqualTo(400);
    assertThat(ask("top", Map.of("by", "region", "user", "x")).statusCode()).isEqualTo(400);
    assertThat(ask("count", Map.of("nextToken", "x")).jsonPath().getString("detail"))
        .contains("needs none");
  }
}
