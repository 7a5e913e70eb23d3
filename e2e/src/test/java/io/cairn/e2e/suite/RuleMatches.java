package io.cairn.e2e.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which event matched which rule.
 *
 * @param events the ids of the events by the id of the rule
 */
public record RuleMatches(Map<String, Set<String>> events) {
  private static final Path RULES = Path.of("detections/src/main/resources/cairn/detections");

  /** None yet. */
  public RuleMatches() {
    this(new TreeMap<>());
  }

  /** What {@code libs/sigma} by itself finds in files with the rules that the suite ships. */
  public static RuleMatches scanned(Path files) throws IOException {
    CommandResult scan =
        Commands.run(
            Duration.ofMinutes(2),
            Map.of(),
            List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-jar",
                "cli/target/cli.jar",
                "sigma",
                "scan",
                "--rules",
                RULES.toString(),
                "--events",
                files.toString()));
    assertThat(scan.status()).as(scan.toString()).isZero();
    var matches = new RuleMatches();
    var json = new ObjectMapper();
    for (String line : scan.out().lines().toList()) {
      JsonNode match = json.readTree(line);
      matches.add(match.path("ruleId").asText(), match.path("eventId").asText());
    }
    return matches;
  }

  /** Notes a match. */
  public void add(String rule, String event) {
    events.computeIfAbsent(rule, r -> new TreeSet<>()).add(event);
  }

  /** How many events each rule matched. */
  public Map<String, Long> counts() {
    Map<String, Long> counts = new TreeMap<>();
    events.forEach((rule, ids) -> counts.put(rule, (long) ids.size()));
    return counts;
  }
}
