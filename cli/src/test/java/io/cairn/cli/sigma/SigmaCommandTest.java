package io.cairn.cli.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.cli.Ran;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigmaCommandTest {
  private static final String RULE =
      """
      title: Key made
      id: 5f2b1c1e-0d5a-4b41-9f0e-6d6b6f0a1c11
      description: Somebody made a key.
      level: high
      logsource: {product: aws, service: cloudtrail}
      detection:
        selection: {eventName: CreateAccessKey}
        condition: selection
      tests:
        match: [{eventName: CreateAccessKey}]
        noMatch: [{eventName: DeleteAccessKey}]
      """;

  private static final String CORRELATION =
      """
      ---
      title: Many keys
      id: 5f2b1c1e-0d5a-4b41-9f0e-6d6b6f0a1c12
      description: Somebody made several keys.
      level: critical
      correlation:
        type: event_count
        rules: [5f2b1c1e-0d5a-4b41-9f0e-6d6b6f0a1c11]
        group-by: [userIdentity.arn]
        timespan: 1h
        condition: {gte: 2}
      """;

  @TempDir private Path temp;
  private Path rules;
  private Path events;

  @BeforeEach
  void write() throws Exception {
    rules = Files.writeString(temp.resolve("rules.yml"), RULE);
    events = Files.createDirectories(temp.resolve("events"));
    Files.writeString(
        events.resolve("a.json"),
        "{\"Records\":["
            + key("e1", "09:00:00")
            + ",{\"eventName\":\"ListUsers\",\"eventID\":\"e2\"}]}");
    try (var out =
        new OutputStreamWriter(
            new GZIPOutputStream(Files.newOutputStream(events.resolve("b.json.gz"))),
            StandardCharsets.UTF_8)) {
      out.write(key("e3", "09:30:00") + "\n" + key("e4", "12:00:00") + "\n");
    }
  }

  private static String key(String id, String time) {
    return "{\"eventName\":\"CreateAccessKey\",\"eventID\":\"%s\",\"eventTime\":\"2026-11-24T%sZ\",\"userIdentity\":{\"arn\":\"ana\"}}"
        .formatted(id, time);
  }

  private Ran scan() {
    return Ran.plain("sigma", "scan", "--rules", rules.toString(), "--events", events.toString());
  }

  @Test
  void shouldPrintOneLineOfJsonAMatchWhenFilesAreScanned() throws Exception {
    // When
    Ran ran = scan();
    // Then
    assertThat(ran.status()).as(ran.err()).isZero();
    assertThat(ran.out().lines()).hasSize(3);
    JsonNode first = new ObjectMapper().readTree(ran.out().lines().findFirst().orElseThrow());
    assertThat(first.path("ruleId").asText()).isEqualTo("5f2b1c1e-0d5a-4b41-9f0e-6d6b6f0a1c11");
    assertThat(first.path("title").asText()).isEqualTo("Key made");
    assertThat(first.path("level").asText()).isEqualTo("high");
    assertThat(first.path("eventId").asText()).isEqualTo("e1");
    assertThat(first.path("file").asText()).endsWith("a.json");
    assertThat(first).hasSize(5);
    assertThat(ran.err())
        .contains("3  Key made")
        .contains("3 matches in 4 events of 2 files by 1 rules");
  }

  @Test
  void shouldPrintTheCorrelationAloneWhenItHasTheRule() throws Exception {
    // Given
    Files.writeString(rules, RULE + CORRELATION);
    // When
    Ran ran = scan();
    // Then
    assertThat(ran.status()).as(ran.err()).isZero();
    assertThat(ran.out().lines())
        .singleElement()
        .satisfies(line -> assertThat(line).contains("\"Many keys\"", "\"critical\"", "\"e3\""));
  }

  @Test
  void shouldEndWithOneAndThePlaceWhenRulesOrInputAreBad() throws Exception {
    Files.writeString(events.resolve("c.json"), "{\"Records\":[{\"eventName\":");
    Ran damaged = scan();
    assertThat(damaged.status()).isEqualTo(1);
    assertThat(damaged.out().lines()).as("what could be read is told").hasSize(3);
    assertThat(damaged.err()).contains("c.json");

    Files.writeString(rules, RULE.replace("CreateAccessKey}", "CreateAccessKey, a|nope: x}"));
    Ran bad = scan();
    assertThat(bad.status()).isEqualTo(1);
    assertThat(bad.out()).isEmpty();
    assertThat(bad.err()).contains("rules.yml:7:", "SIG021", "nothing was scanned");

    Ran absent =
        Ran.plain("sigma", "scan", "--rules", temp.resolve("x").toString(), "--events", "y");
    assertThat(absent.status()).isEqualTo(1);
    assertThat(absent.err()).contains("there is no file or folder");
  }

  @Test
  void shouldRunTheRulesOwnEventsWhenRulesAreChecked() throws Exception {
    Ran held = Ran.plain("sigma", "check", rules.toString());
    assertThat(held.status()).as(held.out() + held.err()).isZero();
    assertThat(held.out()).isEmpty();
    assertThat(held.err())
        .contains("1 rules and 0 correlations: 0 errors, 0 warnings; 1 rules carry events");

    Files.writeString(
        rules,
        RULE.replace(
            "noMatch: [{eventName: DeleteAccessKey}]", "noMatch: [{eventName: createAccessKey}]"));
    Ran failed = Ran.plain("sigma", "check", temp.toString());
    assertThat(failed.status()).isEqualTo(1);
    assertThat(failed.out()).contains("test failed: Key made: tests.noMatch[0] matches");
  }
}
