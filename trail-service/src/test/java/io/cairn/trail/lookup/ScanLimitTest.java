package io.cairn.trail.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.trail.Pushed;
import io.cairn.trail.TrailApi;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** A scan that its time limit ends says so, and goes on from its token until it has everything. */
@NullMarked
@QuarkusTest
@TestProfile(ScanLimitTest.Impatient.class)
class ScanLimitTest {
  private static final String ACCOUNT = "131313131313";
  private static final int EVENTS = 3_000;

  /** Hardly any time. */
  public static final class Impatient implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("cairn.trail.lookup.time-limit", "PT0.001S");
    }
  }

  private static JsonPath ask(String what, Map<String, ?> parameters) {
    var answer =
        TrailApi.as("cloudtrail:LookupEvents")
            .queryParams(parameters)
            .get("/api/v1/trail/events" + what);
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    return answer.jsonPath();
  }

  private static List<JsonPath> all(String what, Map<String, ?> parameters) {
    List<JsonPath> answers = new ArrayList<>();
    Map<String, Object> asked = new HashMap<>(parameters);
    String token;
    do {
      JsonPath answer = ask(what, asked);
      answers.add(answer);
      token = answer.getString("nextToken");
      if (token != null) {
        asked.put("nextToken", token);
      }
    } while (token != null);
    return answers;
  }

  @Test
  void shouldHaveEverythingWhenAScanGoesOnFromItsTokens() {
    // Given: counts from columns do not come from a scan, whatever the limit
    Pushed.store(ACCOUNT, 0, EVENTS);
    Map<String, Object> odd =
        Map.of("accountId", ACCOUNT, "path", "$.additionalEventData.odd=true");

    // When
    List<JsonPath> pages = all("", odd);
    List<JsonPath> counts = all("/count", odd);

    // Then
    assertThat(pages).hasSizeGreaterThan(2).allMatch(p -> p.getBoolean("scanned"));
    assertThat(pages.getFirst().getBoolean("timedOut")).isTrue();
    assertThat(pages.stream().flatMap(p -> p.getList("items.eventId", String.class).stream()))
        .hasSize(EVENTS / 2)
        .doesNotHaveDuplicates();
    assertThat(counts).hasSizeGreaterThan(1).allMatch(c -> !c.getBoolean("countIsExact"));
    assertThat(counts.stream().mapToInt(c -> c.getInt("count")).sum()).isEqualTo(EVENTS / 2);
  }
}
