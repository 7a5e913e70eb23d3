package io.cairn.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Parse, print, parse: the second program prints the same and says the same. */
@NullMarked
class PrintTest {

  private static final GuardDocument DOCUMENT =
      GuardDocument.parse(
          """
          {"a":1,"f":1.5,"s":"abc","l":[1,2,3],"e":[],"m":{"p":1,"q":2},"n":null,"3":1,
           "o":[{"k":1,"t":"x"},{"k":2}],"Resources":{"b":{"Type":"A::B","P":{"E":true}}}}""");
  private static final List<String> TEXTS =
      List.of(
          "let v = o[ k == 1 or k == 2 t exists ].t\nrule r when a == 1 %v !empty { %v == \"x\" <<why>> }",
          "rule p { a == 1 }\nrule r {\n  not p or s == /b\\/|c/ <<m>>\n  p\n}",
          "rule c(x, y) { %x == %y or not c(%x, 1) }\nrule r { c(a, count(l[*])) }",
          "A::B when Resources exists { P.E == true let k = 'it\"s' %k !is_int }",
          "a == 1\nm[ keys in [\"p\", 'q'] ] >= 1\nm[ key ] exists\n%key == r[a,c] or %key !in [1.0, {x: null, 'y z': [true]}]",
          "let w = [1,2] let w = l[*] let u = %w[*]\nrule r { some %u in r(0,9] %w[0] exists m.%k !exists l[-1] == 2 '3' !exists }",
          "rule r { this.l !empty { this > 0 } o[ n | k > 1 ] { when t !exists { k == 2 } } \"this one\" not exists }",
          "let j = json_parse(s) let t = regex_replace(s, \"(a)\", \"$1\")\nrule r { %t == 15e-1 or s in \"xabcx\" }");

  private static String outcome(GuardRules rules) {
    try {
      return rules.evaluate(DOCUMENT).rules().toString();
    } catch (GuardEvaluationException error) {
      return String.valueOf(error.getMessage()).replaceAll("\\(.*", "");
    }
  }

  @Test
  void shouldGiveSameProgramWhenPrintIsParsed() {
    for (var text : TEXTS) {
      // Given
      var first = GuardRules.parse("first", text);

      // When
      var printed = first.print();
      var second = GuardRules.parse("second", printed);

      // Then
      assertThat(second.print()).as(text).isEqualTo(printed);
      assertThat(outcome(second)).as(printed).isEqualTo(outcome(first));
    }
  }

  @Test
  void shouldGiveSameProgramWhenDamagedTextStillParses() {
    // Given
    var random = new Random(Long.getLong("cairn.seed", 7L));
    int parsed = 0;
    for (int i = 0; i < 10_000; i++) {
      var text = new StringBuilder(TEXTS.get(i % TEXTS.size()));
      for (int k = 1 + random.nextInt(2); k > 0; k--) {
        int at = random.nextInt(text.length());
        int from = random.nextInt(text.length());
        if (random.nextBoolean()) {
          text.deleteCharAt(at);
        } else {
          text.insert(at, text.charAt(from));
        }
      }
      GuardRules first;
      try {
        first = GuardRules.parse("damaged", text.toString());
      } catch (GuardSyntaxException expected) {
        continue;
      }
      parsed++;

      // When
      var printed = first.print();
      var second = GuardRules.parse("printed", printed);

      // Then
      assertThat(second.print()).as("%s%n=>%n%s", text, printed).isEqualTo(printed);
      assertThat(outcome(second)).as("%s%n=>%n%s", text, printed).isEqualTo(outcome(first));
    }
    assertThat(parsed).isGreaterThan(1_000);
  }
}
