package io.cairn.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.guard.GuardDocument;
import io.cairn.guard.GuardValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every case of every rule file, and what the cases of a file must cover together. */
@NullMarked
class RuleFixturesTest {

  static Stream<Fixtures.Case> cases() {
    return Fixtures.all().stream();
  }

  static Stream<ManagedRule> rules() {
    return RuleCatalog.load().rules().stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void shouldGiveVerdictWhenCaseIsJudged(Fixtures.Case fixture) {
    // When
    var verdict =
        fixture.rule().evaluate(fixture.document(), fixture.parameters(), fixture.unknown());

    // Then
    assertThat(verdict.verdict()).as("%s: %s", fixture, verdict).isEqualTo(fixture.expect());
    assertThat(verdict.annotation().length()).isLessThanOrEqualTo(256);
    if (fixture.expect() == Verdict.NON_COMPLIANT) {
      assertThat(verdict.findings()).isNotEmpty();
      assertThat(verdict.findings().getFirst().message()).isNotBlank();
      assertThat(verdict.annotation()).startsWith(verdict.findings().getFirst().message());
    } else {
      assertThat(verdict.findings()).isEmpty();
    }
    if (fixture.at() != null) {
      assertThat(verdict.findings()).extracting(f -> f.pointer()).contains(fixture.at());
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void shouldCoverResultsAndParametersWhenRuleIsShipped(ManagedRule rule) {
    // When
    var cases = Fixtures.of(rule);

    // Then
    assertThat(cases)
        .extracting(Fixtures.Case::expect)
        .as("the three results")
        .contains(Verdict.COMPLIANT, Verdict.NON_COMPLIANT, Verdict.NOT_APPLICABLE);
    assertThat(cases).extracting(Fixtures.Case::name).doesNotHaveDuplicates();
    for (var parameter : rule.parameters()) {
      assertThat(cases)
          .as("a case for the parameter %s", parameter.name())
          .anyMatch(fixture -> fixture.parameters().containsKey(parameter.name()));
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void shouldCoverMissingAndEmptyWhenPropertyIsJudged(ManagedRule rule) {
    // Given
    var base = GuardDocument.parse(Fixtures.json(Fixtures.base(rule.resourceTypes().getFirst())));
    var cases =
        Fixtures.of(rule).stream().map(Fixtures.Case::document).filter(d -> isOf(d, rule)).toList();

    // When
    var gaps = new ArrayList<String>();
    for (var path : rule.guard().paths()) {
      if (!path.startsWith("configuration.") && !path.startsWith("supplementaryConfiguration.")) {
        continue;
      }
      var value = base.at(path);
      if (value.isPresent() && cases.stream().noneMatch(d -> d.at(path).isEmpty())) {
        gaps.add(path + " is never missing");
      }
      boolean list = value.filter(v -> v.kind() == GuardValue.Kind.LIST).isPresent();
      if (list
          && cases.stream().noneMatch(d -> d.at(path).filter(v -> v.size() == 0).isPresent())) {
        gaps.add(path + " is never empty");
      }
    }

    // Then
    assertThat(gaps).as("cases that %s lacks", rule.identifier()).isEmpty();
  }

  private static boolean isOf(GuardDocument document, ManagedRule rule) {
    return document.stringAt("resourceType").filter(rule.resourceTypes()::contains).isPresent();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void shouldNameOnlyKnownKeysWhenRuleReadsItem(ManagedRule rule) {
    // Given: every key that occurs somewhere in a base or a case of the type
    var known = new TreeSet<String>();
    for (var type : rule.resourceTypes()) {
      keys(GuardDocument.parse(Fixtures.json(Fixtures.base(type))).root(), "", known);
    }
    Fixtures.of(rule).forEach(fixture -> keys(fixture.document().root(), "", known));

    // When
    var unknown = rule.guard().paths().stream().filter(path -> !known.contains(path)).toList();

    // Then
    assertThat(unknown).as("paths that no item has").isEmpty();
    assertThat(rule.needs()).allMatch(known::contains);
  }

  private static void keys(GuardValue value, String path, Set<String> out) {
    if (value.kind() == GuardValue.Kind.LIST) {
      value.elements().forEach(element -> keys(element, path, out));
    }
    value
        .entries()
        .forEach(
            (key, child) -> {
              var inner = path.isEmpty() ? key : path + "." + key;
              out.add(inner);
              keys(child, inner, out);
            });
  }

  @ParameterizedTest
  @MethodSource("cases")
  void shouldNeverBeCompliantWhenPartIsUnknown(Fixtures.Case fixture) {
    // Given: each part that the rule reads, in turn, could not be read
    var parts = List.copyOf(fixture.rule().guard().paths());
    for (var part : parts) {
      if (!part.contains(".")) {
        continue;
      }

      // When
      var verdict = fixture.rule().evaluate(fixture.document(), fixture.parameters(), Set.of(part));

      // Then: where the part is judged the verdict is open; elsewhere it is what it was
      assertThat(verdict.verdict())
          .as("%s without %s", fixture, part)
          .isIn(Verdict.INSUFFICIENT_DATA, fixture.expect());
      if (verdict.verdict() == Verdict.INSUFFICIENT_DATA
          && fixture.document().at(part).isPresent()) {
        assertThat(verdict.annotation()).contains(part);
      }
    }
  }
}
