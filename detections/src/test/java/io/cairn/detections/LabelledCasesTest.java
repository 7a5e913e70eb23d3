package io.cairn.detections;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whole records with what should fire on each, written apart from the rules: other spellings, more
 * parameters, neighbouring calls; and routine work on which nothing should. Each author's file is
 * measured on its own.
 */
@NullMarked
class LabelledCasesTest {
  private static final int MIN_CASES = 20;

  static List<Path> files() {
    var files = new ArrayList<Path>();
    String root = System.getProperty("cairn.root");
    files.addAll(
        LabelledCase.files(
            Path.of(root, "detections/src/test/resources/io/cairn/detections/cases")));
    String more = System.getProperty("cairn.labelled.cases");
    if (more != null) {
      files.addAll(LabelledCase.files(Path.of(more)));
    }
    return files;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void shouldFireWhereItShouldAndStayQuietElsewhereWhenCasesAreLabelled(Path file) {
    // Given
    var judge = new Judge();
    var missed = new ArrayList<String>();
    var alarms = new ArrayList<String>();
    List<LabelledCase> cases = LabelledCase.read(file);
    for (LabelledCase each : cases) {
      assertThat(each.expected()).as("names of detections in %s", file).allMatch(judge::knows);
      // When
      Set<String> fired = judge.fired(each.records()).keySet();
      // Then
      if (!each.expected().isEmpty() && !fired.containsAll(each.expected())) {
        missed.add(each.expected() + ", but " + fired + " on " + each.records());
      }
      if (each.expected().isEmpty() && !fired.isEmpty()) {
        alarms.add(fired + " on " + each.records());
      }
    }
    long positives = cases.stream().filter(each -> !each.expected().isEmpty()).count();
    long negatives = cases.size() - positives;
    assertThat(cases).as("cases in " + file).hasSizeGreaterThanOrEqualTo(MIN_CASES);
    assertThat((long) missed.size())
        .as("missed %d of %d: %s", missed.size(), positives, String.join("\n", missed))
        .isLessThanOrEqualTo(positives / 20);
    assertThat((long) alarms.size())
        .as("false alarms %d of %d: %s", alarms.size(), negatives, String.join("\n", alarms))
        .isLessThanOrEqualTo(negatives / 50);
  }
}
