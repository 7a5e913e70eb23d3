package io.cairn.detections;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.sigma.SigmaRuleSet;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/**
 * Whole records with what should fire on each, written apart from the rules: other spellings, more
 * parameters, neighbouring calls; and routine work on which nothing should.
 */
@NullMarked
class LabelledCasesTest {
  private record Case(List<String> expected, String event) {}

  @Test
  void shouldFireWhereItShouldAndStayQuietElsewhereWhenCasesAreLabelled() throws IOException {
    // Given
    SigmaRuleSet set = SigmaRuleSet.compile(ShippedDetectionsTest.rules());
    var missed = new ArrayList<String>();
    var alarms = new ArrayList<String>();
    int positives = 0;
    int negatives = 0;
    for (Case each : cases()) {
      // When
      List<String> fired = fired(set, each.event());
      // Then
      if (each.expected().isEmpty()) {
        negatives++;
        if (!fired.isEmpty()) {
          alarms.add(fired + " on " + each.event());
        }
      } else {
        positives++;
        if (!fired.containsAll(each.expected())) {
          missed.add(each.expected() + ", but " + fired + " on " + each.event());
        }
      }
    }
    assertThat(positives).isGreaterThanOrEqualTo(40);
    assertThat(negatives).isGreaterThanOrEqualTo(40);
    assertThat(missed.size()).as(missed.toString()).isLessThanOrEqualTo(positives / 20);
    assertThat(alarms.size()).as(alarms.toString()).isLessThanOrEqualTo(negatives / 50);
  }

  private static List<String> fired(SigmaRuleSet set, String event) {
    byte[] json = event.getBytes(StandardCharsets.UTF_8);
    var fired = new ArrayList<String>();
    set.match(json, 0, json.length, match -> fired.add(String.valueOf(match.rule().name())));
    return fired;
  }

  /** Names joined by commas, or a dash for none; a tab; the record. */
  private static List<Case> cases() throws IOException {
    var cases = new ArrayList<Case>();
    try (InputStream in =
            Objects.requireNonNull(
                LabelledCasesTest.class.getResourceAsStream("labelled-cases.txt"));
        var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        int tab = line.indexOf('\t');
        String names = line.substring(0, tab);
        cases.add(
            new Case(
                names.equals("-") ? List.of() : List.of(names.split(",", -1)),
                line.substring(tab + 1)));
      }
    }
    return cases;
  }
}
