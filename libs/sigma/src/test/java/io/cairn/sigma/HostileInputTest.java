package io.cairn.sigma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullMarked
class HostileInputTest {
  @Nested
  class Files {
    @ParameterizedTest
    @CsvSource(
        delimiter = ';',
        quoteCharacter = '`',
        value = {
          "SIG001; 1; a: [b",
          "SIG001; 2; `a: b\n\tc: d`",
          "SIG001; 1; a: *nobody",
          "SIG001; 1; a: !!java.lang.Object {}",
          "SIG001; 1; ? [a] \\n: b",
          "SIG001; 1; a: \"\\q\"",
          "SIG004; 2; `a: b\na: c`",
          "SIG001; 1; a: &x [*x]",
        })
    void shouldNameThePlaceWhenYamlIsBroken(String code, int line, String yaml) {
      assertThat(Rules.diagnostics(yaml))
          .anySatisfy(
              d -> {
                assertThat(d.code().id()).as(d.toString()).isEqualTo(code);
                assertThat(d.line()).isEqualTo(line);
              });
    }

    @Test
    @Timeout(10)
    void shouldStopAtTheBoundWhenAliasesMultiply() {
      var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
      for (int i = 1; i < 12; i++) {
        bomb.append(
            "a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(9) + "*a" + (i - 1)));
      }
      assertThat(Rules.diagnostics(bomb.toString()))
          .singleElement()
          .satisfies(d -> assertThat(d.code().id()).isEqualTo("SIG002"));
    }

    @Test
    @Timeout(10)
    void shouldStopAtTheBoundWhenFileIsDeepOrLarge() {
      assertThat(Rules.diagnostics("a: " + "[".repeat(100_000)))
          .extracting(d -> d.code().id())
          .containsExactly("SIG002");
      assertThat(Rules.diagnostics("a: " + "{b: ".repeat(5_000)))
          .extracting(d -> d.code().id())
          .containsExactly("SIG002");
      byte[] large = new byte[5 << 20];
      Arrays.fill(large, (byte) ' ');
      assertThat(SigmaParser.parse("large.yml", large).diagnostics())
          .extracting(d -> d.code().id())
          .containsExactly("SIG002");
      String many = "title: x\n" + "x: [" + "a, ".repeat(250_000) + "a]";
      assertThat(Rules.diagnostics(many)).extracting(d -> d.code().id()).containsExactly("SIG002");
    }

    @Test
    void shouldNameTheByteWhenFileIsNotUtf8() {
      byte[] latin = "title: caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
      assertThat(SigmaParser.parse("x", latin).diagnostics())
          .singleElement()
          .satisfies(
              d -> {
                assertThat(d.code().id()).isEqualTo("SIG001");
                assertThat(d.message()).contains("offset 10");
                assertThat(d.column()).isEqualTo(11);
              });
      assertThat(Rules.diagnostics("title: a\u0000b"))
          .extracting(d -> d.code().id())
          .containsExactly("SIG001");
    }

    @Test
    @Timeout(10)
    void shouldRefuseWhenRuleWouldBeTooLarge() {
      assertThat(codes("sel: {a: b}\ncondition: " + "(".repeat(200) + "sel" + ")".repeat(200)))
          .contains("SIG030");
      assertThat(codes("sel: {a: b}\ncondition: " + "not ".repeat(6_000) + "sel"))
          .contains("SIG034");
      assertThat(codes("sel: {a: b}\ncondition: " + "not ".repeat(4_000) + "sel")).isEmpty();
      assertThat(
              codes(
                  "sel: {a: ["
                      + "x, ".repeat(2_000)
                      + "x]}\ncondition: sel"
                      + " or sel".repeat(2_000)))
          .contains("SIG034");
      assertThat(codes("sel: {a: '" + "?".repeat(600) + "'}\ncondition: sel")).contains("SIG027");
      assertThat(codes("sel: {a: '" + "x".repeat(70_000) + "'}\ncondition: sel"))
          .contains("SIG034");
      assertThat(codes("sel: {" + "a.".repeat(40) + "b: x}\ncondition: sel")).contains("SIG034");
    }

    @Test
    @Timeout(60)
    void shouldAnswerWithDiagnosticsOnlyWhenFilesAreDamaged() {
      // Given
      String rule =
          Rules.withDetection(
              "sel:\n  a|contains|all: ['x*', \"y\"]\n  b|re|i: '^(a|b){1,3}$'\nk: [w, '%x%']\ncondition: 1 of s* and not k");
      var random = new Random(7);
      for (int i = 0; i < 4_000; i++) {
        var damaged = new StringBuilder(rule);
        for (int j = random.nextInt(4); j >= 0; j--) {
          int at = random.nextInt(damaged.length());
          switch (random.nextInt(3)) {
            case 0 -> damaged.deleteCharAt(at);
            case 1 -> damaged.insert(at, "{}[]:|*&!%'\"\n -#?,>\\(".charAt(random.nextInt(21)));
            default -> damaged.setCharAt(at, (char) random.nextInt(256));
          }
        }
        // When
        ParseResult result =
            SigmaParser.parse("damaged", damaged.toString().getBytes(StandardCharsets.UTF_8));
        // Then
        assertThat(result.rules().isEmpty() || !result.hasErrors()).as(damaged.toString()).isTrue();
        SigmaRuleSet.compile(result.rules());
      }
    }

    private static List<String> codes(String detection) {
      return Rules.diagnostics(Rules.withDetection(detection)).stream()
          .map(d -> d.code().id())
          .toList();
    }
  }

  @Nested
  class Events {
    private final SigmaRuleSet rules =
        SigmaRuleSet.compile(
            List.of(
                Rules.rule(
                    Rules.withDetection(
                        "sel: {a.b|contains: x, a|exists: true}\nk: [needle]\ncondition: sel or k"))));

    @ParameterizedTest
    @CsvSource(
        delimiter = ';',
        quoteCharacter = '`',
        value = {
          "``; 0; must be a JSON object",
          "[]; 0; must be a JSON object",
          "{\"a\":1; 6; ends early",
          "{\"a\" 1}; 5; expected ':'",
          "{\"a\":1,}; 7; expected a key",
          "{a:1}; 1; expected a key",
          "{\"a\":[1 2]}; 8; or ','",
          "{\"a\":tru}; 5; expected a value",
          "{\"a\":01}; 5; leading zero",
          "{\"a\":1.}; 5; expected a value",
          "{\"a\":-}; 5; expected a value",
          "{\"a\":+1}; 5; expected a value",
          "{\"a\":NaN}; 5; expected a value",
          "{\"a\":\"x}; 5; without its closing quote",
          "{\"a\":\"\\x\"}; 6; escape that JSON does not have",
          "{\"a\":\"\\u12g4\"}; 6; four hexadecimal digits",
          "{\"z\":1}}; 7; behind the event",
          "{\"z\":\"\t\"}; 6; control character",
          "{\"a\":1,\"a\":2}; 7; stands twice",
          "{\"a\":{\"b\":1,\"\\u0062\":2}}; 12; stands twice",
        })
    void shouldNameTheByteWhenJsonIsMalformed(String json, int offset, String words) {
      assertThatThrownBy(() -> Rules.matches(rules, json))
          .isInstanceOfSatisfying(
              MalformedEventException.class, e -> assertThat(e.offset()).isEqualTo(offset))
          .hasMessageContaining(words)
          .hasMessageContaining("byte " + offset);
    }

    @Test
    void shouldRefuseWhenBytesAreNoUtf8() {
      byte[][] bad = {
        {(byte) 0xC3},
        {(byte) 0x80},
        {(byte) 0xC0, (byte) 0x80},
        {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
        {(byte) 0xF5, (byte) 0x80, (byte) 0x80, (byte) 0x80},
        {(byte) 0xE2, 'x', 'x'}
      };
      for (byte[] bytes : bad) {
        byte[] json = "{\"z\":\"????\"}".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, json, 6, bytes.length);
        assertThatThrownBy(() -> rules.match(json, 0, json.length, m -> {}))
            .isInstanceOfSatisfying(
                MalformedEventException.class, e -> assertThat(e.offset()).isEqualTo(6));
      }
    }

    @Test
    void shouldCountTheOffsetFromTheEventWhenItLiesInABatch() {
      byte[] batch = "xxxxx{\"a\":}xxxxx".getBytes(StandardCharsets.US_ASCII);
      assertThatThrownBy(() -> rules.match(batch, 5, 6, m -> {}))
          .isInstanceOfSatisfying(
              MalformedEventException.class, e -> assertThat(e.offset()).isEqualTo(5));
      assertThatThrownBy(() -> rules.match(batch, 12, 6, m -> {}))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void shouldAcceptSixtyFourLevelsWhenEventIsDeep() {
      assertThat(
              Rules.matches(
                  rules, "{\"z\":" + "[".repeat(63) + "\"needle\"" + "]".repeat(63) + "}"))
          .hasSize(1);
      assertThatThrownBy(
              () -> Rules.matches(rules, "{\"z\":" + "[".repeat(64) + "]".repeat(64) + "}"))
          .isInstanceOf(MalformedEventException.class)
          .hasMessageContaining("deeper than 64");
      assertThatThrownBy(() -> Rules.matches(rules, "{\"a\":".repeat(1_000_000)))
          .hasMessageContaining("deeper than 64");
    }

    @Test
    @Timeout(20)
    void shouldStayLinearWhenValuesAreHuge() {
      String hostile =
          Rules.withDetection(
              "a: {v|contains: '"
                  + "a".repeat(1_000)
                  + "b'}\nb: {v: '*a*a*a*a*a*a*a*b'}\nc: {v|re: '(a*)*c'}\nd: {v: '*a?a?a?a?b*'}\ncondition: 1 of them");
      SigmaRuleSet set = SigmaRuleSet.compile(List.of(Rules.rule(hostile)));
      assertThat(Rules.matches(set, "{\"v\":\"" + "a".repeat(2_000_000) + "\"}")).isEmpty();
      assertThat(Rules.matches(set, "{\"v\":[" + "\"aa\",".repeat(200_000) + "1]}")).isEmpty();
      assertThat(Rules.matches(set, "{\"v\":" + "9".repeat(1_000_000) + "}")).isEmpty();
    }

    @Test
    @Timeout(20)
    void shouldRefuseRatherThanHangWhenTwoFieldsHaveManyValues() {
      SigmaRuleSet set =
          SigmaRuleSet.compile(List.of(Rules.rule(Rules.withSelection("{a|fieldref: b}"))));
      String event = "{\"a\":[" + "1,".repeat(50_000) + "1],\"b\":[" + "2,".repeat(50_000) + "2]}";
      assertThatThrownBy(() -> Rules.matches(set, event))
          .isInstanceOf(MalformedEventException.class)
          .hasMessageContaining("too many values");
      assertThat(Rules.matches(set, "{\"a\":[1,2],\"b\":[3,2]}")).hasSize(1);
    }

    @Test
    void shouldJudgeTheNextWhenOneEventWasRefused() {
      assertThatThrownBy(() -> Rules.matches(rules, "{\"a\":{\"b\":\"x\"},\"a\":1}"))
          .isInstanceOf(MalformedEventException.class);
      assertThat(Rules.matches(rules, "{\"a\":{\"b\":\"y\"}}")).isEmpty();
      assertThat(Rules.matches(rules, "{\"a\":{\"b\":\"x\"}}")).hasSize(1);
    }

    @Test
    @Timeout(60)
    void shouldThrowNothingElseWhenBytesAreDamaged() {
      byte[] event =
          "{\"a\":{\"b\":[\"x\",1.5e3,true,null,{\"c\":\"\\u00e9\\n\"}]},\"a.b\":\"é😀\",\"z\":-0}"
              .getBytes(StandardCharsets.UTF_8);
      var random = new Random(11);
      int judged = 0;
      for (int i = 0; i < 60_000; i++) {
        byte[] damaged = event.clone();
        for (int j = random.nextInt(3); j >= 0; j--) {
          damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        int length = random.nextInt(4) == 0 ? random.nextInt(damaged.length + 1) : damaged.length;
        try {
          rules.match(damaged, 0, length, m -> {});
          judged++;
        } catch (MalformedEventException e) {
          assertThat(e.offset()).isBetween(0, length);
        }
      }
      assertThat(judged).isGreaterThan(1_000);
    }
  }
}
