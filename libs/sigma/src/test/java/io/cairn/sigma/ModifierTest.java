package io.cairn.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.sigma.reference.ReferenceEvaluator;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the modifiers do, on values whose answer is known apart from both evaluators. */
@NullMarked
class ModifierTest {
  @ParameterizedTest(name = "{0} on {1}: {2}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{v|contains: ''}; {\"v\":\"\"}; true",
        "{v|contains: ''}; {\"v\":null}; false",
        "{v: ''}; {\"v\":\"\"}; true",
        "{v: ''}; {}; false",
        "{v|contains: 'a*c'}; {\"v\":\"xabcx\"}; true",
        "{v|endswith: c}; {\"v\":\"abC\"}; true",
        "{v|endswith|cased: c}; {\"v\":\"abC\"}; false",
        "{v|cased: 'a?C'}; {\"v\":\"abC\"}; true",
        "{v: 'a?c'}; {\"v\":\"a😀c\"}; true",
        "{v: 'a??c'}; {\"v\":\"a😀c\"}; false",
        "{v: 'a*c'}; {\"v\":\"a\\nc\"}; true",
        "{v: i}; {\"v\":\"İ\"}; false",
        "{v: k}; {\"v\":\"\\u212a\"}; true",
        "{v: σ}; {\"v\":\"ς\"}; true",
        "{v|neq: [a, b]}; {\"v\":\"c\"}; true",
        "{v|neq: [a, b]}; {\"v\":[\"c\",\"A\"]}; false",
        "{v|contains|all|neq: [a, b]}; {\"v\":\"a\"}; true",
        "{v|contains|all|neq: [a, b]}; {\"v\":\"ab\"}; false",
        "{v|all|contains: [a, b]}; {\"v\":\"ab\"}; true",
        "{v|exists: false}; {\"v\":null}; false",
        "{v|exists: false}; {}; true",
        "{v.w|exists: true}; {\"v\":[{\"w\":[]}]}; true",
        "{v.w|exists: true}; {\"v\":[]}; false",
        "{v: null}; {\"v\":[[],[]]}; true",
        "{v: null}; {\"v\":[[],1]}; false",
        "{v: null}; {\"v\":{}}; false",
        "{v|re: 'A.c'}; {\"v\":\"xAbcx\"}; true",
        "{v|re|i: 'a.C'}; {\"v\":\"xAbcx\"}; true",
        "{v|re|ignorecase|dotall: 'a.C'}; {\"v\":\"A\\nc\"}; true",
        "{v|re: 'a.c'}; {\"v\":\"a\\nc\"}; false",
        "{v|re|m: '^b$'}; {\"v\":\"a\\nb\"}; true",
        "{v|re: '^b$'}; {\"v\":\"a\\nb\"}; false",
        "{v|re: '^12'}; {\"v\":123}; true",
        "{v|re|all: [a, b]}; {\"v\":[\"a\",\"b\"]}; true",
        "{v|cidr: 10.0.0.0/8}; {\"v\":\"10.255.0.1\"}; true",
        "{v|cidr: 10.0.0.0/8}; {\"v\":\"11.0.0.1\"}; false",
        "{v|cidr: 10.0.0.1}; {\"v\":\"10.0.0.1\"}; true",
        "{v|cidr: 0.0.0.0/0}; {\"v\":\"010.0.0.1\"}; false",
        "{v|cidr: 0.0.0.0/0}; {\"v\":\"::ffff:1.2.3.4\"}; false",
        "{v|cidr: '2001:db8::/33'}; {\"v\":\"2001:db8:7fff::1\"}; true",
        "{v|cidr: '2001:db8::/33'}; {\"v\":\"2001:db8:8000::1\"}; false",
        "{v|cidr|neq: 10.0.0.0/8}; {\"v\":\"x\"}; true",
        "{v|gt: 5}; {\"v\":\"5.0001\"}; true",
        "{v|gte: 5}; {\"v\":5.0}; true",
        "{v|lt: 5}; {\"v\":\"5\"}; false",
        "{v|lt: 5}; {\"v\":\"x\"}; false",
        "{v|lt: 5}; {\"v\":true}; false",
        "{v|lt: 5}; {\"v\":\" 4\"}; false",
        "{v|gt: 5}; {\"v\":1e999999999}; true",
        "{v: 9007199254740993}; {\"v\":9007199254740992}; false",
        "{v: 5}; {\"v\":\"5.0\"}; true",
        "{v: '5'}; {\"v\":5.0}; false",
        "{v: true}; {\"v\":\"TRUE\"}; true",
        "{v: true}; {\"v\":1}; false",
        "{v|hour: 9}; {\"v\":\"2025-03-04T09:15:30Z\"}; true",
        "{v|minute|gt: 14}; {\"v\":\"2025-03-04T09:15:30.5+02:00\"}; true",
        "{v|day: 4}; {\"v\":\"2025-03-04 09:15\"}; true",
        "{v|week: 1}; {\"v\":\"2024-12-30T00:00:00Z\"}; true",
        "{v|month: 3}; {\"v\":\"2025-03-04T09:15:30Z\"}; true",
        "{v|year|lt: 2025}; {\"v\":\"2025-03-04T09:15:30Z\"}; false",
        "{v|year: 2025}; {\"v\":\"2025-02-31T09:15:30Z\"}; false",
        "{v|year: 2025}; {\"v\":\"2025-03-04\"}; false",
        "{v|fieldref: w}; {\"v\":[\"a\",\"B\"],\"w\":[\"c\",\"b\"]}; true",
        "{v|fieldref|cased: w}; {\"v\":\"B\",\"w\":\"b\"}; false",
        "{v|fieldref|startswith: w}; {\"v\":\"abc\",\"w\":\"AB\"}; true",
        "{v|fieldref|contains: w}; {\"v\":\"abc\",\"w\":\"d\"}; false",
        "{v|windash: '-a /b'}; {\"v\":\"—a –b\"}; true",
        "{v|windash: 'a-b'}; {\"v\":\"a/b\"}; false",
        "{v|windash|contains|all: [' -x', ' -y']}; {\"v\":\"c /x ―y\"}; true",
        "{v|base64: secret}; {\"v\":\"c2VjcmV0\"}; true",
        "{v|utf16le|base64: a}; {\"v\":\"YQA=\"}; true",
        "{v|utf16be|base64: a}; {\"v\":\"AGE=\"}; true",
        "{v|utf16|base64: a}; {\"v\":\"//5hAA==\"}; true",
        "{v|wide: ab}; {\"v\":\"a\\u0000b\\u0000\"}; true",
        "{v|expand: 'a\\%b'}; {\"v\":\"a%b\"}; true",
        "{v: '%a%'}; {\"v\":\"%A%\"}; true",
        "{'|all': [x, y]}; {\"a\":\"x1\",\"b\":[\"2y\"]}; true",
        "{'|startswith': x}; {\"a\":\"ax\"}; false",
        "{'|re|i': '^x'}; {\"a\":[{\"b\":\"Xa\"}]}; true",
        "[k1]; {\"k1\":\"v\"}; false",
        "[true]; {\"k1\":true}; true",
        "[443]; {\"k1\":[14430]}; true",
        "{v: '{}'}; {\"v\":{ }}; true",
        "{v|contains: '\"b\":[1,\"x/y\"]'}; {\"v\": {\"b\" : [1 , \"x\\/y\"]}}; true",
        "{v.w: x}; {\"v\":[[{\"w\":\"x\"}]]}; true",
        "{a.b.c: x}; {\"a\":{\"b.c\":\"x\",\"b\":{\"c\":\"y\"}}}; true",
        "{a.b.c: x}; {\"a.b\":{},\"a\":{\"b\":{\"c\":\"x\"}}}; false",
        "{a.b: x}; {\"\\u0061\":{\"\\u0062\":\"x\"}}; true",
      })
  void shouldMatchAsTheLanguageSaysWhenModified(String selection, String event, boolean expected) {
    String rule = Rules.withSelection(selection);
    assertThat(Rules.matches(rule, event)).isEqualTo(expected);
    assertThat(ReferenceEvaluator.matches(Rules.rule(rule), event))
        .as("reference")
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"base64offset", "wide|base64offset", "utf16be|base64offset"})
  void shouldFindEncodedTextWhereverItStarts(String modifiers) {
    // Given
    Charset charset =
        modifiers.startsWith("wide")
            ? StandardCharsets.UTF_16LE
            : modifiers.startsWith("utf16be") ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8;
    var random = new Random(5);
    for (int i = 0; i < 300; i++) {
      String secret =
          new ArrayList<>(List.of("se", "cré", "😀t", "XYZ", "w"))
              .subList(0, 2 + random.nextInt(3)).reversed().stream().reduce("", String::concat);
      byte[] before = new byte[random.nextInt(7)];
      byte[] after = new byte[random.nextInt(7)];
      random.nextBytes(before);
      random.nextBytes(after);
      // When
      byte[] inner = secret.getBytes(charset);
      byte[] whole = new byte[before.length + inner.length + after.length];
      System.arraycopy(before, 0, whole, 0, before.length);
      System.arraycopy(inner, 0, whole, before.length, inner.length);
      System.arraycopy(after, 0, whole, before.length + inner.length, after.length);
      String event = "{\"v\":\"" + Base64.getEncoder().encodeToString(whole) + "\"}";
      // Then
      assertThat(
              Rules.matches(
                  Rules.withSelection("{v|" + modifiers + "|contains: '" + secret + "'}"), event))
          .as(secret + event)
          .isTrue();
    }
  }

  @Test
  void shouldKeepEveryBackslashRuleWhenWritten() {
    String[][] table = {
      {"\\x", "\\x"},
      {"\\\\x", "\\x"},
      {"\\\\\\x", "\\\\x"},
      {"\\\\\\\\x", "\\\\x"},
      {"\\*", "*"},
      {"\\\\\\*", "\\*"},
      {"\\?", "?"},
      {"\\\\srv", "\\srv"},
      {"x\\", "x\\"}
    };
    for (String[] row : table) {
      String event = "{\"v\":\"" + row[1].replace("\\", "\\\\") + "\"}";
      assertThat(Rules.matches(Rules.withSelection("{v: '" + row[0] + "'}"), event))
          .as(row[0])
          .isTrue();
      assertThat(Rules.matches(Rules.withSelection("{v|startswith: '" + row[0] + "'}"), event))
          .as(row[0])
          .isTrue();
    }
    assertThat(Rules.matches(Rules.withSelection("{v: '\\\\*'}"), "{\"v\":\"\\\\anything\"}"))
        .isTrue();
    assertThat(Rules.matches(Rules.withSelection("{v: '\\*'}"), "{\"v\":\"anything\"}")).isFalse();
  }
}
