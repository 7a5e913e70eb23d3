package io.cairn.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class SyntaxTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "rule { a exists } | 1 | 6 | name of the rule",
        "rule r { | 1 | 9 | clause",
        "rule r {⏎  a == ⏎} | 3 | 1 | a value, a function or a query",
        "rule r {⏎  a ==== 1⏎} | 2 | 7 | a value, a function or a query",
        "rule r {⏎  a == \"open⏎} | 2 | 8 | not closed",
        "rule r {⏎  a == 1 <<open⏎} | 2 | 12 | not closed by >>",
        "rule r {⏎  a[ b == 1 == 2⏎} | 2 | 13 | ']'",
        "rule r {⏎  a == /(/⏎} | 2 | 8 | pattern that is not valid",
        "rule r {⏎  let x 1⏎} | 2 | 9 | '=' after let x",
        "rule r {⏎  a == nope(b)⏎} | 2 | 8 | no function named nope",
        "rule r {⏎  a == count()⏎} | 2 | 14 | a value, a function or a query",
        "rule r {⏎  a == count(b, c)⏎} | 2 | 8 | takes 1 arguments, not 2",
        "rule r when { a exists } | 1 | 13 | condition",
        "rule r {⏎  a ~ 1⏎} | 2 | 5 | operator",
        "rule r {⏎  a == 99999999999999999999⏎} | 2 | 8 | beyond 64 bits",
      })
  void shouldNamePlaceWhenTextDoesNotParse(String text, int line, int column, String expected) {
    // When
    var error =
        catchThrowableOfType(
            GuardSyntaxException.class, () -> GuardRules.parse("t", text.replace("⏎", "\n")));

    // Then
    assertThat(error.line()).as("line of %s", error.getMessage()).isEqualTo(line);
    assertThat(error.column()).as("column of %s", error.getMessage()).isEqualTo(column);
    assertThat(error.expected()).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rule r WHEN a EXISTS { SOME a[*] IN [1, 2.5, 'x', true, False, null, /y/, {k: 1, \"k 2\": []}] }",
        "rule r { this.* exists or this[0] !exists OR not this is_struct |OR| a IS_LIST }",
        "rule r { a.b.'c d'[ \"e\" ].3[*].%v[ name ][ x | keys not in [1] ][ y | z exists ] exists }",
        "# comment\nlet v := a # comment\nrule r { # comment\n %v exists # comment\n }",
        "rule r { a == r[1,2) b == r(1.0, 2.0] c == r[a,z] }",
        "rule r { AWS::A::B when a exists { b exists } or AWS::A::C b exists }",
        "rule c(x, y,z) { %x exists } rule r { c(a, 'b', count(c)) <<why>> }",
        "a exists\nb exists or c exists\nwhen d exists { e exists }",
        "rule r { a !empty { b exists } some c { d exists } }",
        "rule r when p or not q { x exists\n p\n}",
        "rule r { a in [] b == {} }",
        "rule r { a == 'it\\'s' }",
        "rule r { a == -1 b == 1.5E+3 }",
        "rule r { let only = 1 }",
      })
  void shouldParseWhenTextIsOfTheLanguage(String text) {
    assertThatCode(() -> GuardRules.parse("t", text)).doesNotThrowAnyException();
  }

  @Test
  void shouldNameVersionWhenTextIsOlder() {
    var v2 = new GuardOptions(GuardDialect.V2, false);
    assertThatThrownBy(() -> GuardRules.parse("t", "rule r { a == count(b) }", v2))
        .hasMessageContaining("guard-2.x.x");
    assertThatThrownBy(() -> GuardRules.parse("t", "rule r { a is_null }", v2))
        .hasMessageContaining("guard-2.x.x");
    var compared = GuardRules.parse("t", "rule r { a != b }", v2);
    assertThat(compared.warnings()).hasSize(1);
    assertThat(GuardRules.parse("t", "rule r { a != b }").warnings()).isEmpty();
  }

  @Test
  void shouldWarnWhenConstructMisleads() {
    var text =
        "rule r {\n not a == 1\n some a[*] in b\n a[*][ k == 1 ] == 2\n not c(a)\n}\nrule c(x) { %x exists }";
    assertThat(GuardRules.parse("t", text).warnings())
        .extracting(GuardWarning::line)
        .containsExactly(2, 3, 4, 5);
  }

  @Test
  void shouldRefuseWhenNestedTooDeep() {
    var deep = "rule r { " + "a[ ".repeat(200) + "b exists" + " ]".repeat(200) + " exists }";
    assertThatThrownBy(() -> GuardRules.parse("t", deep)).hasMessageContaining("deeper than 120");
    var list = "rule r { a == " + "[".repeat(5_000) + " }";
    assertThatThrownBy(() -> GuardRules.parse("t", list)).hasMessageContaining("deeper than 120");
  }

  @Test
  void shouldStayFastWhenFiltersAreNested() {
    // Without the memo of queries each level would double the work: 2^40 here.
    var text = "rule r { " + "a[ ".repeat(40) + "b exists" + " ] exists".repeat(40) + " }";
    assertThatCode(() -> GuardRules.parse("t", text)).doesNotThrowAnyException();
  }

  @Test
  void shouldListVariablesAndPathsWhenAsked() {
    var text =
        """
        let open = configuration.ipPermissions[ some ipRanges[*] == %wanted ]
        rule r when awsRegion == "x" {
          %open.fromPort == 1
          configuration.a { b exists  c.d == %other }
        }
        """;
    var rules = GuardRules.parse("t", text);
    assertThat(rules.freeVariables()).containsExactly("other", "wanted");
    assertThat(rules.paths())
        .containsExactlyInAnyOrder(
            "configuration.ipPermissions",
            "configuration.ipPermissions.ipRanges",
            "awsRegion",
            "configuration.a",
            "configuration.a.b",
            "configuration.a.c.d");
  }
}
