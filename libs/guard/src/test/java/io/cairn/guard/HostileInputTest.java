package io.cairn.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Damaged texts and documents: nothing but the typed errors comes out, and it comes out in time.
 * The seed is fixed; {@code -Dcairn.seed=N} tries another.
 */
@NullMarked
@Timeout(120)
class HostileInputTest {

  private static final long SEED = Long.getLong("cairn.seed", 20260304L);
  private static final List<String> TEXTS =
      List.of(
          """
          let open = configuration.list[ some r[*].c == "0.0.0.0/0" or r in ["x", /y$/] ]
          rule one when type == "T" not %open empty or a.b.%open[*] !exists {
            %open[ k | p == "-1"  f <= 22 ] empty <<All.>>
            when %k !empty { this.* { x == r(1,9] or some y[ keys == /z/ ] >= 1.5e+3 } }
            one or other
          }
          rule chk(x, y) { %x == %y or not chk(%x, count(%y)) }
          AWS::A::B when Resources exists { Properties.E == {k: [1, null], 'q': true} }
          """,
          """
          let p = json_parse(policy)
          let u = url_decode(regex_replace(s, "(a)+", "$1"))
          rule r { %p.Statement[ Effect == "Allow" ] { Principal != "*" Action !in ["*"] } chk(s) }
          rule chk(v) { %v == /^(a|b)*c[[:alpha:]]$/ let n = join(%v, "-") %n !empty { this exists } }
          """);
  private static final String PIECES =
      "{}[]()<>!=|.,:%#\"'/\\*\n -_0129aezr$^\u00e9\uD83D\uDE00 rule let when some in exists empty or not keys this null";
  private static final GuardDocument DOCUMENT =
      GuardDocument.parse(
          """
          {"type":"T","s":"aab","policy":"{\\"Statement\\":[{\\"Effect\\":\\"Allow\\",\\"Principal\\":\\"*\\",\\"Action\\":[\\"*\\"]}]}",
           "configuration":{"list":[{"r":[{"c":"0.0.0.0/0"}],"p":"-1","f":1}]},
           "Resources":{"x":{"Type":"AWS::A::B","Properties":{"E":1}}},"a":{"b":{}},"k":[1,[2,[3]]]}""");

  private static String damage(String text, Random random) {
    var out = new StringBuilder(text);
    for (int i = 1 + random.nextInt(4); i > 0 && out.length() > 1; i--) {
      int at = random.nextInt(out.length());
      switch (random.nextInt(5)) {
        case 0 -> out.deleteCharAt(at);
        case 1 -> out.insert(at, PIECES.charAt(random.nextInt(PIECES.length())));
        case 2 -> out.setCharAt(at, PIECES.charAt(random.nextInt(PIECES.length())));
        case 3 -> out.setLength(Math.max(1, at));
        default -> {
          int to = Math.min(out.length(), at + 1 + random.nextInt(30));
          out.insert(random.nextInt(out.length()), out.substring(at, to));
        }
      }
    }
    return out.toString();
  }

  @Test
  void shouldGiveTypedErrorOrResultWhenTextIsDamaged() {
    // Given
    var random = new Random(SEED);
    int parsed = 0;
    int evaluated = 0;

    // When
    for (int i = 0; i < 20_000; i++) {
      var text = damage(TEXTS.get(i % TEXTS.size()), random);
      try {
        var rules = GuardRules.parse("damaged", text);
        parsed++;
        rules.warnings();
        var result = rules.evaluate(DOCUMENT);
        evaluated++;
        assertThat(result.steps()).isBetween(0, 100_000);
        var findings = rules.findings(DOCUMENT, Map.of(), Limits.STANDARD);
        findings.forEach(finding -> assertThat(finding.sentence()).isNotBlank());
        assertThat(findings.isEmpty())
            .as("findings of %s", text)
            .isEqualTo(result.status() != GuardStatus.FAIL);
      } catch (GuardSyntaxException | GuardEvaluationException expected) {
        assertThat(expected).as("seed %d, turn %d", SEED, i).hasMessageContaining("damaged");
      } catch (RuntimeException | Error unexpected) {
        throw new AssertionError("seed " + SEED + ", turn " + i + ":\n" + text, unexpected);
      }
    }

    // Then: both ways out were taken often
    assertThat(parsed).isBetween(500, 19_500);
    assertThat(evaluated).isPositive();
  }

  @Test
  void shouldGiveTypedErrorOrTreeWhenDocumentIsDamaged() {
    // Given
    var random = new Random(SEED);
    var rules = GuardRules.parse("damaged", TEXTS.get(1));
    var json =
        "{\"policy\":\"{\\\"Statement\\\":[{\\\"Effect\\\":\\\"Allow\\\"}]}\",\"s\":\"a\\u0062c\",\"n\":[1,-2.5e3,null,true]}";

    // When
    int parsed = 0;
    for (int i = 0; i < 50_000; i++) {
      var text = damage(json, random);
      try {
        var document = GuardDocument.parse(text.getBytes(StandardCharsets.UTF_8));
        parsed++;
        rules.evaluate(document);
      } catch (GuardDocumentException | GuardEvaluationException expected) {
        assertThat(expected.getMessage()).isNotBlank();
      } catch (RuntimeException | Error unexpected) {
        throw new AssertionError("seed " + SEED + ", turn " + i + ":\n" + text, unexpected);
      }
    }

    // Then
    assertThat(parsed).isBetween(500, 49_500);
  }

  @Test
  void shouldGiveTypedErrorOrVerdictWhenItemIsDamaged() {
    // Given: rules that look into some parts and leave others closed
    var random = new Random(SEED);
    var set =
        GuardRuleSet.builder()
            .add("some", GuardRules.parse("some", "rule r { a.b[*].c == 1 or s == /x$/ }"))
            .add("all", GuardRules.parse("all", "rule r { this.*.* exists }"))
            .build();
    var judge = set.judge(Limits.STANDARD);
    var verdicts = new int[1];
    var counting =
        new GuardJudge.Verdicts() {
          @Override
          public void status(int file, GuardStatus status) {
            verdicts[0]++;
          }

          @Override
          public void undecided(int file) {
            verdicts[0]++;
          }

          @Override
          public void error(int file, GuardEvaluationException error) {
            verdicts[0]++;
          }
        };
    var json =
        "{\"resourceType\":\"T\",\"a\":{\"b\":[{\"c\":1},{\"c\":[{}]}]},\"z\":{\"s\":\"a\\u0062\\\"é\"},\"s\":\"x\",\"n\":[1,-2.5e3,null,true]}";
    int refused = 0;

    // When
    for (int i = 0; i < 50_000; i++) {
      var text = damage(json, random);
      var bytes = text.getBytes(StandardCharsets.UTF_8);
      try {
        judge.judge(bytes, 0, bytes.length, counting);
      } catch (GuardDocumentException expected) {
        refused++;
      } catch (RuntimeException | Error unexpected) {
        throw new AssertionError("seed " + SEED + ", turn " + i + ":\n" + text, unexpected);
      }
    }

    // Then
    assertThat(refused).isBetween(500, 49_500);
    assertThat(verdicts[0]).isGreaterThan(1_000);
  }

  @Test
  void shouldStopInTimeWhenRuleIsLegalButEndless() {
    // Given: the worst shapes known; each is stopped by the steps
    var leaves = new StringBuilder("{\"a\":[");
    leaves
        .repeat("{\"b\":[1,2,3,4,5,6,7,8],\"s\":\"abcabcabcabcabcabcabcabcabc\"},", 400)
        .append("1]}");
    var document = GuardDocument.parse(leaves.toString());
    var texts =
        List.of(
            "let v = a[*] \n rule r { " + "%v { ".repeat(8) + "this exists" + " }".repeat(8) + " }",
            "let x = a[*].b[*] \n rule r { %x[*] in %x[*] }",
            "rule r { " + "a == a ".repeat(300) + "}",
            "let t = a[*].s \n rule r { " + "%t == /(.*a){9}z/ ".repeat(50) + " }",
            "let t0 = join(a[ s exists ].s, \"\") " + doubling(60) + " rule r { %t60 exists }");

    // When / Then
    for (var text : texts) {
      var rules = GuardRules.parse("worst", text);
      long start = System.nanoTime();
      try {
        rules.evaluate(document);
      } catch (GuardEvaluationException stopped) {
        assertThat(stopped.getMessage()).containsAnyOf("limit of 100000 steps", "longer than");
      }
      // Generous: what is proved is that nothing runs on; docs/performance.md has the figures.
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }
  }

  private static String doubling(int times) {
    var out = new StringBuilder();
    for (int i = 1; i <= times; i++) {
      out.append("let t%d = regex_replace(%%t%d, \"(?s)^.*$\", \"$0$0\")%n".formatted(i, i - 1));
    }
    return out.toString();
  }
}
