package io.cairn.guard;

import static io.cairn.guard.GuardStatus.FAIL;
import static io.cairn.guard.GuardStatus.PASS;
import static io.cairn.guard.GuardStatus.SKIP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** One test for each trap of the language's reference, in its order, then those of the engine. */
@NullMarked
class TrapsTest {

  private static final String DATA =
      """
      {"a":1,"s":"abc","t":"b","l":[1,2,3],"e":[],"n":null,"m":{"p":1,"q":2},"nested":[[1],[2]],
       "o":[{"k":1,"t":"x"},{"k":2}],"want":[3,2,1],"list":["x","y"],"x":"x","this one":1,"b":true,
       "R":{"r1":{"t":1,"v":5},"r2":{"t":2,"v":6}},"thisKey":1,"whenKey":1,"UserName":"u","f":1.0}""";

  private static GuardStatus status(String text) {
    return WorkedExamplesTest.status(GuardDocument.parse(DATA), text);
  }

  private static void assertSyntaxError(String text) {
    assertThatThrownBy(() -> status(text)).isInstanceOf(GuardSyntaxException.class);
  }

  private static void assertError(String text, String message) {
    assertThatThrownBy(() -> status(text))
        .isInstanceOf(GuardEvaluationException.class)
        .hasMessageContaining(message);
  }

  @Test
  void shouldIgnoreNotWhenBeforeComparisonOrCall() {
    assertThat(status("not a == 1")).isEqualTo(PASS);
    assertThat(status("!a == 2")).isEqualTo(FAIL);
    assertThat(status("rule c(v) { %v == 1 } ⏎ rule r { not c(a) }")).isEqualTo(PASS);
  }

  @Test
  void shouldFailUnequalAndPassNotInWhenTypesDiffer() {
    assertThat(status("a != \"1\"")).isEqualTo(FAIL);
    assertThat(status("a not in [\"1\"]")).isEqualTo(PASS);
    assertThat(status("n != 1")).isEqualTo(FAIL);
  }

  @Test
  void shouldFailWhenPropertyIsMissing() {
    assertThat(status("zz != 1")).isEqualTo(FAIL);
    assertThat(status("zz not in [1]")).isEqualTo(FAIL);
    assertThat(status("zz < 1")).isEqualTo(FAIL);
  }

  @Test
  void shouldNotLookInsideWhenVariableIsAskedForEmpty() {
    assertThat(status("let v = e ⏎ %v !empty")).isEqualTo(PASS);
    assertThat(status("e !empty")).isEqualTo(FAIL);
  }

  @Test
  void shouldAbortFileWhenEmptyIsAskedOfNumberOrNull() {
    assertError("n empty", "empty does not apply to null");
    assertError("rule other { a == 1 } ⏎ rule r { a empty }", "empty does not apply");
    assertThat(status("b empty")).isEqualTo(FAIL);
  }

  @Test
  void shouldFailInBodyButSkipInWhenWhenReferencedRuleSkips() {
    var skipped = "rule p when a == 2 { s exists } ⏎ ";
    assertThat(status(skipped + "rule r { p ⏎ }")).isEqualTo(FAIL);
    assertThat(status(skipped + "rule r when p { s exists }")).isEqualTo(SKIP);
    assertThat(status("rule c(v) { when %v == 2 { s exists } } ⏎ rule r { c(a) }")).isEqualTo(SKIP);
  }

  @Test
  void shouldFailWhenAlternativesAreSkipAndFail() {
    assertThat(status("o[ k == 9 ].k == 1 or a == 2")).isEqualTo(FAIL);
    assertThat(status("o[ k == 9 ].k == 1 or o[ k == 8 ].k == 1")).isEqualTo(SKIP);
  }

  @Test
  void shouldCompareInOrderOrAsSetsWhenListsAreOneOrManyValues() {
    assertThat(status("l == want")).isEqualTo(FAIL);
    assertThat(status("l[*] == want[*]")).isEqualTo(PASS);
    assertThat(status("l[*] == m.*")).isEqualTo(FAIL);
  }

  @Test
  void shouldNeedEveryResultWhenLiteralIsInQuery() {
    assertThat(status("let x = 1 ⏎ %x in l[*]")).isEqualTo(FAIL);
    assertThat(status("a in l[*]")).isEqualTo(PASS);
  }

  @Test
  void shouldMeanDisjointWhenListIsNotInList() {
    assertThat(status("l !in [8,9]")).isEqualTo(PASS);
    assertThat(status("e !in [8,9]")).isEqualTo(FAIL);
    assertThat(status("l !in [[8],[9]]")).isEqualTo(FAIL);
    assertThat(status("l in [[1,2,3],[9]]")).isEqualTo(PASS);
  }

  @Test
  void shouldIgnoreSomeWhenQueryIsInQuery() {
    assertThat(status("some l[*] in o[*].k")).isEqualTo(FAIL);
    assertThat(status("let set = o[*].k ⏎ some l[*] { this in %set }")).isEqualTo(PASS);
  }

  @Test
  void shouldTestOuterContextWhenFilterStandsBehindStar() {
    assertThat(status("o[*][ k == 1 ].t == \"x\"")).isEqualTo(SKIP);
    assertThat(status("o[ k == 1 ].t == \"x\"")).isEqualTo(PASS);
    assertThat(status("R[ t == 1 ].v == 5")).isEqualTo(PASS);
    assertThat(status("R.r1[ t == 1 ].v == 5")).isEqualTo(SKIP);
  }

  @Test
  void shouldCaptureAndLeakWhenNameStandsInBrackets() {
    assertThat(status("m[ key ] exists ⏎ %key == [\"p\",\"q\"] or %key in [\"p\",\"q\"]"))
        .isEqualTo(PASS);
    assertThat(status("rule first { m[ key ] exists } ⏎ rule r { let n = count(%key) ⏎ %n == 2 }"))
        .isEqualTo(PASS);
    assertThat(
            status(
                "rule first { m[ key ] exists ⏎ m[ key ] exists } ⏎"
                    + " rule r { let n = count(%key) ⏎ %n == 4 }"))
        .isEqualTo(PASS);
    assertError("%never exists", "no variable %never");
  }

  @Test
  void shouldGoOverResultsWhenVariableIsIndexed() {
    assertThat(status("let v = o ⏎ %v[*].k exists")).isEqualTo(FAIL);
    assertThat(status("let v = o[*] ⏎ %v[*].k exists")).isEqualTo(PASS);
    assertThat(status("let v = l ⏎ %v[0] == 1")).isEqualTo(PASS);
    assertThat(status("let v = l[*] ⏎ %v[0] exists")).isEqualTo(FAIL);
  }

  @Test
  void shouldMakeIndexPositiveWhenItIsNegative() {
    assertThat(status("l[-1] == 2")).isEqualTo(PASS);
    assertThat(status("l.-1 == 2")).isEqualTo(PASS);
  }

  @Test
  void shouldNotParseWhenBareKeyBeginsWithThisOrWhen() {
    assertSyntaxError("thisKey == 1");
    assertSyntaxError("whenKey == 1");
    assertThat(status("'thisKey' == 1")).isEqualTo(PASS);
    assertThat(status("\"whenKey\" == 1")).isEqualTo(PASS);
    assertError("b == trueish ⏎ ", "no rule named ish");
  }

  @Test
  void shouldReadReferenceWhenNameStandsAlone() {
    assertSyntaxError("rule p { a == 1 } rule r { p }");
    assertThat(status("rule p { a == 1 } ⏎ rule r { ⏎ p # comment ⏎ }")).isEqualTo(PASS);
  }

  @Test
  void shouldReadReferenceWhenExponentHasNoSign() {
    assertError("a == 1e3 ⏎", "no rule named e3");
    assertThat(status("f == 10e-1")).isEqualTo(PASS);
  }

  @Test
  void shouldKeepMessageOnLineWhenItBelongsToReference() {
    assertThat(status("rule p { a == 1 } ⏎ rule r { ⏎ p <<why>> ⏎ }")).isEqualTo(PASS);
    assertSyntaxError("rule p { a == 1 } ⏎ rule r { ⏎ p ⏎ <<why>> ⏎ }");
    assertThat(status("a == 1 ⏎ <<why>>")).isEqualTo(PASS);
  }

  @Test
  void shouldReadKeyWhenLeftSideIsQuoted() {
    assertThat(status("\"s\" == \"abc\"")).isEqualTo(PASS);
    assertThat(status("\"abc\" == \"abc\"")).isEqualTo(FAIL);
    assertThat(status("let v = \"abc\" ⏎ %v == \"abc\"")).isEqualTo(PASS);
  }

  @Test
  void shouldFindOtherSpellingWhenKeyIsAbsent() {
    assertThat(status("userName !exists")).isEqualTo(FAIL);
    assertThat(status("user_name == \"u\"")).isEqualTo(PASS);
    var exact = GuardRules.parse("exact", "rule r { user_name exists }", GuardOptions.EXACT);
    assertThat(exact.evaluate(GuardDocument.parse(DATA)).status()).isEqualTo(FAIL);
  }

  @Test
  void shouldAbortWhenTypeBlockHasNoResources() {
    assertError("AWS::EC2::Volume { a exists }", "needs a map Resources");
  }

  @Test
  void shouldKeepMatchesOnlyWhenRegexIsReplaced() {
    assertThat(status("let v = regex_replace(s, \"b\", \"-$0-\") ⏎ %v == \"-b-\"")).isEqualTo(PASS);
    assertThat(status("let v = regex_replace(s, \"z\", \"y\") ⏎ %v == \"\"")).isEqualTo(PASS);
    assertThat(status("let v = count(l) ⏎ %v == 1")).isEqualTo(PASS);
  }

  @Test
  void shouldNotMatchRangeWhenItStandsInList() {
    assertThat(status("a in [r[0,9]]")).isEqualTo(FAIL);
    assertThat(status("a in r[0,9]")).isEqualTo(PASS);
    assertThat(status("l in r[0,9]")).isEqualTo(FAIL);
    assertThat(status("l == r[0,9]")).isEqualTo(PASS);
    assertThat(status("a == r(1,9)")).isEqualTo(FAIL);
    assertThat(status("a == r[1.0,9.0]")).isEqualTo(FAIL);
  }

  @Test
  void shouldRunEveryMemberWhenEarlierOneFailed() {
    assertError("a == 2 ⏎ a empty", "empty does not apply");
    assertThat(status("a == 1 or a empty")).isEqualTo(PASS);
  }

  @Test
  void shouldBeAnErrorWhenFileDoesNotParse() {
    assertThatThrownBy(() -> GuardRules.parse("broken", "rule r {"))
        .isInstanceOf(GuardSyntaxException.class);
    assertThat(GuardRules.parse("empty", "# nothing\n").ruleNames()).isEmpty();
    assertThat(GuardRules.parse("empty", "").evaluate(GuardDocument.parse("{}")).status())
        .isEqualTo(SKIP);
  }

  @Test
  void shouldPassWhenListIsEmptyAndNothingIsCompared() {
    assertThat(status("e == 1")).isEqualTo(PASS);
    assertThat(status("e != 1")).isEqualTo(PASS);
    assertThat(status("e in [1]")).isEqualTo(PASS);
    assertThat(status("e > 1")).isEqualTo(PASS);
    assertThat(status("e { this exists }")).isEqualTo(PASS);
    assertThat(status("e[*] == 1")).isEqualTo(FAIL);
    assertThat(status("e not in [1]")).isEqualTo(FAIL);
    assertThat(status("some e == 1")).isEqualTo(FAIL);
  }

  @Test
  void shouldTellErrorOfRightSideWhenBothSidesFail() {
    assertError("%left == %right", "no variable %right");
  }

  @Test
  void shouldActAsInWhenKeysHaveSeveralRights() {
    assertThat(status("let k = list ⏎ let all = list[*] ⏎ m[ keys == %all ] !empty"))
        .isEqualTo(FAIL);
    assertThat(status("let pq = R.*.t ⏎ m[ keys in [\"p\", \"z\"] ] == 1")).isEqualTo(PASS);
    assertThat(status("m[ keys == /^[pq]$/ ] >= 1")).isEqualTo(PASS);
    assertThat(status("m[ keys != \"p\" ] == 2")).isEqualTo(PASS);
    assertThat(status("m[ keys in \"xpx\" ] == 1")).isEqualTo(PASS);
  }

  @Test
  void shouldAllowOnlyKeyOrIndexWhenVariableIsKey() {
    assertThat(status("let k = list ⏎ let p = \"p\" ⏎ m.%p == 1")).isEqualTo(PASS);
    assertThat(status("let k = [\"r1\",\"r2\"] ⏎ R.%k.v >= 5")).isEqualTo(PASS);
    assertError("let k = \"m\" ⏎ this.%k[ p == 1 ] exists", "only a key, [*] or an index");
    assertError("let k = l ⏎ m.%k exists", "a variable used as a key holds a whole number");
  }

  @Test
  void shouldBeReferenceWhenOrEndsBlock() {
    assertError("rule r { a exists or ⏎ }", "no rule named or");
  }

  @Test
  void shouldDefineWhatTheReferenceToolCrashesOn() {
    assertThat(status("this[ a == 1 ].s == \"abc\"")).isEqualTo(PASS);
    assertThat(status("o[0][ k == 1 ].t == \"x\"")).isEqualTo(PASS);
    assertThat(status("o[ k exists ][ k == 1 ].t == \"x\"")).isEqualTo(PASS);
    assertError("let v = %v ⏎ %v exists", "nested deeper than 100");
  }

  @Test
  void shouldStopWhenRulesOrCallsGoInCircles() {
    assertError("rule p { r ⏎ } ⏎ rule r { p ⏎ }", "refers to itself");
    assertError("rule c(v) { c(%v) } ⏎ rule r { c(a) }", "nested deeper than 100");
    assertError("rule r { nothing ⏎ }", "no rule named nothing");
    assertError("rule c(v) { %v exists } ⏎ rule r { c(a, a) }", "takes 1 arguments, not 2");
  }

  @Test
  void shouldStopWhenStepsAreSpent() {
    var text =
        "let v = this.* ⏎ %v { %v { %v { %v { %v { %v { %v { %v { this exists } } } } } } } }";
    assertError(text, "limit of 100000 steps");
  }

  @Test
  void shouldCompareSetsWhenUnequalIsBetweenQueries() {
    assertThat(status("a != R.r2.t")).isEqualTo(PASS);
    assertThat(status("l[*] != R.*.v")).isEqualTo(PASS);
    assertThat(status("l[*] != m.*")).isEqualTo(FAIL);
  }

  @Test
  void shouldSeeCallersVariablesWhenRuleIsCalled() {
    assertThat(status("rule c(v) { %v == %mine } ⏎ rule r { let mine = 1 ⏎ c(a) }"))
        .isEqualTo(PASS);
    assertThat(status("rule c(v) { %v == 1 } ⏎ rule r { o[ k == 1 ] { c(k) } }")).isEqualTo(PASS);
  }

  @Test
  void shouldPreferLiteralThenLaterWhenNameIsAssignedTwice() {
    assertThat(status("let v = l ⏎ let v = 7 ⏎ let v = s ⏎ %v == 7")).isEqualTo(PASS);
    assertThat(status("let v = l ⏎ let v = a ⏎ %v == 1")).isEqualTo(PASS);
    assertThat(status("let v = 1 ⏎ when a == 1 { let v = 2 ⏎ %v == 2 }")).isEqualTo(PASS);
  }
}
