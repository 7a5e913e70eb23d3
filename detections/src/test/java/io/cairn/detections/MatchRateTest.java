package io.cairn.detections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cairn.sigma.RuleLevel;
import io.cairn.sigma.SigmaCorrelation;
import io.cairn.sigma.SigmaDocuments;
import io.cairn.sigma.SigmaRule;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/**
 * How often each detection fires on real records; the table is
 * docs/reference/detection-match-rates.md, written anew with {@code CAIRN_WRITE_DOCS=true}.
 */
@NullMarked
class MatchRateTest {
  private static final Path RECORDS =
      Path.of(System.getProperty("cairn.shared.data", "absent"), "cloudtrail");

  /**
   * The largest set of records was made with this very tool, so its rate says nothing about
   * routine.
   */
  private static final Set<String> RATE_IS_THE_ATTACK = Set.of("sts-attack-tool-user-agent");

  /** A detection as the table shows it. */
  private record Shown(String name, RuleLevel level) {}

  @Test
  void shouldStayRareWhenRecordsAreReal() throws IOException {
    // Given
    assumeTrue(Files.isDirectory(RECORDS), "the shared records are not on this machine");
    List<String> events = events();
    // When
    Map<String, Integer> matches = new Judge().fired(events);
    // Then
    List<Shown> all = shown();
    write(all, matches, events.size());
    for (Shown each : all) {
      boolean quiet = each.level().compareTo(RuleLevel.LOW) <= 0;
      boolean rare = matches.getOrDefault(each.name(), 0) * 100L <= events.size();
      assertThat(quiet || rare || RATE_IS_THE_ATTACK.contains(each.name()))
          .as(
              "%s fired %d times on %d records",
              each.name(), matches.get(each.name()), events.size())
          .isTrue();
    }
    assertThat(matches).as("detections that fired").hasSizeGreaterThan(12);
  }

  /** All but the parts of correlations, by file. */
  private static List<Shown> shown() {
    var shown = new ArrayList<Shown>();
    for (ShippedDetection file : ShippedDetectionsTest.detections()) {
      SigmaDocuments read = ShippedDetectionsTest.read(file);
      if (read.correlations().isEmpty()) {
        SigmaRule rule = read.rules().getFirst();
        shown.add(new Shown(String.valueOf(rule.name()), rule.level()));
      } else {
        SigmaCorrelation first = read.correlations().getFirst();
        shown.add(new Shown(String.valueOf(first.header().name()), first.level()));
      }
    }
    return shown;
  }

  private static void write(List<Shown> shown, Map<String, Integer> matches, int events)
      throws IOException {
    var table = new ArrayList<String>();
    table.add("# How often the shipped detections fire");
    table.add("");
    table.add(
        "Matches of the shipped detections per 10,000 events, over %d records; correlations by firings."
            .formatted(events));
    table.add("");
    table.add("| detection | level | matches | per 10,000 |");
    table.add("|---|---|---:|---:|");
    for (Shown each : shown) {
      int count = matches.getOrDefault(each.name(), 0);
      String level = each.level().name().toLowerCase(Locale.ROOT);
      table.add(
          "| %s | %s | %d | %.1f |"
              .formatted(each.name(), level, count, count * 10_000.0 / events));
    }
    Path page =
        Path.of(System.getProperty("cairn.root"), "docs/reference/detection-match-rates.md");
    if (Boolean.parseBoolean(System.getenv("CAIRN_WRITE_DOCS"))) {
      Files.write(page, table);
    }
    assertThat(Files.readAllLines(page))
        .as("run this test with CAIRN_WRITE_DOCS=true and commit what it writes")
        .isEqualTo(table);
  }

  /** Each line wraps one record as the member event, which comes last. */
  private static List<String> events() throws IOException {
    var events = new ArrayList<String>();
    try (Stream<Path> files = Files.list(RECORDS)) {
      for (Path file : files.sorted().toList()) {
        try (var in =
            new BufferedReader(
                new InputStreamReader(
                    new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
          in.lines()
              .map(line -> line.substring(line.indexOf(",\"event\":") + 9, line.length() - 1))
              .forEach(events::add);
        }
      }
    }
    return events;
  }
}
