package io.cairn.e2e;

import static java.net.URLEncoder.encode;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.e2e.suite.Answer;
import io.cairn.e2e.suite.Api;
import io.cairn.e2e.suite.RuleMatches;
import io.cairn.e2e.suite.SharedSuite;
import io.cairn.e2e.suite.SuiteUnderTest;
import io.cairn.e2e.suite.SuiteWithAws;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedSuite.class)
class CloudTrailFilesE2E {
  /** Whose records they are. */
  private static final String ACCOUNT = "123837392027";

  /** An account to discover besides. */
  private static final String DISCOVERED = "999900007777";

  private static final String FINDINGS =
      "/api/v1/findings?limit=200&type=detection&accountId=" + ACCOUNT;

  /** What {@code up} promises without {@code --memory}. */
  private static final long MEGABYTES = 1_600;

  private static final Path RECORDS =
      Path.of(System.getProperty("cairn.shared.data"), "cloudtrail/invictus_aws_dataset.jsonl.gz");

  @Test
  void shouldHoldEachEventOnceWithItsFindingsWhenTheLogFilesComeTwice(
      SuiteWithAws shared, @TempDir Path files) throws IOException {
    assumeTrue(Files.exists(RECORDS), "the real CloudTrail records are not beside this checkout");
    // Given
    SuiteUnderTest suite = shared.suite();
    int written = writeLogFiles(files);
    assertThat(written).isEqualTo(2_900);

    // When
    String first = suite.cairnOk("trail", "import", files.toString());
    Api api = suite.api();
    holdsAll(api, first);
    long duplicates = pushed(api, "duplicate");
    String second = suite.cairnOk("trail", "import", files.toString());

    // Then
    holdsAll(api, first + second);
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> assertThat(pushed(api, "duplicate") - duplicates).as(second).isEqualTo(2_900));
    ledgerBalances(api);
    findingsAreThoseOfTheLibrary(api, RuleMatches.scanned(files));
    shared.discover(api, DISCOVERED);
    assertThat(suite.running().megabytes())
        .as("MB of all processes after 2,900 events and a discovery")
        .isLessThan(MEGABYTES);
  }

  private static void holdsAll(Api api, String told) {
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () -> {
              Answer all = api.get("/api/v1/trail/events?count=true&limit=1&accountId=" + ACCOUNT);
              assertThat(all.body().path("count").asInt()).as(told).isEqualTo(2_900);
            });
  }

  /** A count of the ledger's entry for what was pushed. */
  private static long pushed(Api api, String count) {
    return api.get("/api/v1/trail/ledger").items().stream()
        .filter(entry -> entry.path("sourceId").asText().equals("push"))
        .mapToLong(entry -> entry.path(count).asLong())
        .sum();
  }

  private static void ledgerBalances(Api api) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              List<JsonNode> sources = api.get("/api/v1/trail/ledger").items();
              assertThat(sources).isNotEmpty();
              for (JsonNode source : sources) {
                assertThat(source.path("received").asLong())
                    .as(source.toString())
                    .isEqualTo(
                        source.path("stored").asLong()
                            + source.path("duplicate").asLong()
                            + source.path("refused").asLong());
              }
            });
  }

  /**
   * Each rule's findings count as many events as the library matches by it, every event that they
   * show is one of those, and where they show all that they count, they show all of those. A
   * correlation counts alike, but shows what it correlates beside the event that completed it.
   */
  private static void findingsAreThoseOfTheLibrary(Api api, RuleMatches expected) {
    assertThat(expected.counts()).as("rules that match the real records").hasSizeGreaterThan(10);
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() -> assertThat(counts(findings(api))).isEqualTo(expected.counts()));
    var shown = new RuleMatches();
    Set<String> inPart = new TreeSet<>();
    for (JsonNode listed : findings(api)) {
      String rule = listed.path("source").asText();
      JsonNode finding = api.get("/api/v1/findings/" + listed.path("findingId").asText()).body();
      JsonNode events = finding.path("evidence").path("events");
      assertThat(events).as(finding.toString()).isNotEmpty();
      events.forEach(event -> shown.add(rule, event.path("eventId").asText()));
      if (events.size() < finding.path("count").asLong()) {
        inPart.add(rule);
      }
    }
    Set<String> rules = rules(api);
    expected
        .events()
        .forEach(
            (rule, ids) -> {
              if (!rules.contains(rule)) {
                return;
              }
              Set<String> found = shown.events().getOrDefault(rule, Set.of());
              assertThat(ids).as("evidence of " + rule).containsAll(found);
              if (!inPart.contains(rule)) {
                assertThat(found).as("evidence of " + rule).isEqualTo(ids);
              }
            });
    assertThat(inPart).as("rules of which all evidence is compared are most").hasSizeLessThan(10);
  }

  /** The detections that are rules, not correlations of them. */
  private static Set<String> rules(Api api) {
    Set<String> rules = new TreeSet<>();
    for (JsonNode each : api.get("/api/v1/findings/detections?limit=1000").items()) {
      if (each.path("kind").asText().equals("RULE")) {
        rules.add(each.path("id").asText());
      }
    }
    assertThat(rules).hasSizeGreaterThan(100);
    return rules;
  }

  private static Map<String, Long> counts(List<JsonNode> findings) {
    Map<String, Long> counts = new TreeMap<>();
    findings.forEach(
        each ->
            counts.merge(
                each.path("source").asText(), each.path("count").asLong(), (a, b) -> a + b));
    return counts;
  }

  private static List<JsonNode> findings(Api api) {
    List<JsonNode> all = new ArrayList<>();
    String next = "";
    do {
      Answer page = api.get(FINDINGS + next);
      all.addAll(page.items());
      next = "&nextToken=" + encode(page.body().path("nextToken").asText(), UTF_8);
    } while (!next.equals("&nextToken=") && !next.endsWith("null"));
    return all;
  }

  private static int writeLogFiles(Path folder) throws IOException {
    Map<String, StringJoiner> files = new LinkedHashMap<>();
    int count = 0;
    var mapper = new ObjectMapper();
    try (var lines =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(Files.newInputStream(RECORDS)), UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode row = mapper.readTree(line);
        String name = Path.of(row.path("_src").asText()).getFileName().toString();
        files
            .computeIfAbsent(name, n -> new StringJoiner(",", "{\"Records\":[", "]}"))
            .add(row.path("event").toString());
        count++;
      }
    }
    for (Map.Entry<String, StringJoiner> file : files.entrySet()) {
      String name = file.getKey().endsWith(".gz") ? file.getKey() : file.getKey() + ".gz";
      try (var out = new GZIPOutputStream(Files.newOutputStream(folder.resolve(name)))) {
        out.write(file.getValue().toString().getBytes(UTF_8));
      }
    }
    return count;
  }
}
