package io.cairn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counts and the live tail of {@code events}. */
class EventQuestionsTest {
  @TempDir Path temp;
  private FakeSuite suite;

  @BeforeEach
  void start() throws IOException {
    suite = new FakeSuite(temp.resolve("data"));
  }

  @AfterEach
  void stop() {
    suite.close();
  }

  private void answerInTwoParts(String what, String first, String second) {
    suite.on(
        "GET /api/v1/trail/events/" + what,
        asked ->
            new FakeSuite.Answer(200, asked.uri().contains("nextToken=more") ? second : first));
  }

  @Test
  void shouldCountWithFiltersAndGoOnWithAScan() {
    // Given
    answerInTwoParts(
        "count",
        "{\"count\":5,\"countIsExact\":false,\"scanned\":true,\"examined\":100,\"nextToken\":\"more\"}",
        "{\"count\":7,\"countIsExact\":false,\"scanned\":true,\"examined\":50}");

    // When
    Ran table = Ran.on(suite, "events", "--count", "--user", "kay", "--path", "$.a=b");
    Ran json = Ran.on(suite, "events", "--count", "--json");

    // Then
    assertThat(table.status()).isZero();
    assertThat(table.out()).isEqualTo("12\n");
    assertThat(table.err()).contains("100 events read one by one so far");
    assertThat(suite.asked().getFirst().uri()).contains("username=kay", "path=%24.a%3Db");
    assertThat(json.out()).contains("\"count\" : 12", "\"examined\" : 150").doesNotContain("more");
  }

  @Test
  void shouldSayThatACountIsALowerBound() {
    suite.on("GET /api/v1/trail/events/count", 200, "{\"count\":5,\"countIsExact\":false}");
    assertThat(Ran.on(suite, "events", "--count").out()).startsWith("at least 5");
  }

  @Test
  void shouldAddUpValuesAndSortThemWhenCountedByAField() {
    // Given
    answerInTwoParts(
        "top",
        "{\"by\":\"username\",\"items\":[{\"value\":\"kay\",\"count\":3},{\"value\":null,\"count\":2}],\"nextToken\":\"more\"}",
        "{\"by\":\"username\",\"items\":[{\"value\":null,\"count\":4},{\"value\":\"\",\"count\":1}]}");

    // When
    Ran table = Ran.on(suite, "events", "--by", "user", "--limit", "2");

    // Then
    assertThat(suite.asked().getFirst().uri()).contains("by=username", "limit=2");
    assertThat(table.out()).isEqualTo("USERNAME  EVENTS\n-         6\nkay       3\n");
  }

  @Test
  void shouldShowAHistogramWhenCountedByTime() {
    // Given
    suite.on(
        "GET /api/v1/trail/events/histogram",
        200,
        "{\"by\":\"day\",\"items\":[{\"from\":\"2026-03-01T00:00:00Z\",\"count\":3}]}");

    // When
    Ran table = Ran.on(suite, "events", "--by", "day");

    // Then
    assertThat(suite.asked().getFirst().uri()).contains("by=day");
    assertThat(table.out()).isEqualTo("FROM (UTC)           EVENTS\n2026-03-01 00:00:00  3\n");
  }

  @Test
  void shouldPrintNewEventsUntilTheSuiteRefusesAndSayHowToGoOn() {
    // Given
    suite.on(
        "GET /api/v1/trail/events/tail",
        asked ->
            asked.uri().contains("nextToken=two")
                ? new FakeSuite.Answer(403, "{\"detail\":\"The key was revoked.\"}")
                : asked.uri().contains("nextToken=one")
                    ? new FakeSuite.Answer(
                        200,
                        "{\"items\":[{\"eventTime\":\"2026-03-01T00:00:00Z\",\"eventName\":\"PutX\\u001b[2J\"}],\"nextToken\":\"two\"}")
                    : new FakeSuite.Answer(200, "{\"items\":[],\"nextToken\":\"one\"}"));

    // When
    Ran text = Ran.on(suite, "events", "--tail", "--account", "111122223333");
    Ran json = Ran.on(suite, "events", "--tail", "--json");

    // Then
    assertThat(text.status()).isEqualTo(1);
    assertThat(text.out()).contains("2026-03-01 00:00:00", "PutX [2J").doesNotContain("\u001b");
    assertThat(text.err()).contains("--tail --next two", "The key was revoked (403)");
    assertThat(suite.asked().getFirst().uri()).contains("accountId=111122223333", "wait=20");
    assertThat(json.out().lines()).hasSize(1).first().asString().contains("\"eventName\":\"PutX");
  }

  @Test
  void shouldRefuseTwoQuestionsAtOnce() {
    assertThat(Ran.on(suite, "events", "--count", "--tail").status()).isEqualTo(2);
  }
}
