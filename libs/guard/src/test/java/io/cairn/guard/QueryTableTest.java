package io.cairn.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each part of a query on a map, on a list and on another value, and the tests of one result. */
@NullMarked
class QueryTableTest {

  private static final GuardDocument DOCUMENT =
      GuardDocument.parse(
          """
          {"m":{"p":1,"3":9},"l":[1,2],"e":[],"em":{},"s":"x","n":null,"b":false,"f":2.5,
           "o":[{"k":1},{"k":2}],"nested":[[1],[2]],"names":["p","zz"],"num":7}""");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "m.p == 1 | PASS",
        "m['p'] == 1 | PASS",
        "l.p exists | FAIL",
        "s.p exists | FAIL",
        "m.3 exists | FAIL",
        "m[3] exists | FAIL",
        "m.'3' exists | FAIL",
        "m[ keys == '3' ] == 9 | PASS",
        "l.1 == 2 | PASS",
        "l[5] exists | FAIL",
        "s[0] exists | FAIL",
        "m.* exists | PASS",
        "em.* exists | FAIL",
        "l.* >= 1 | PASS",
        "e.* exists | FAIL",
        "s.* == 'x' | PASS",
        "m[*] is_struct | PASS",
        "s[*] == 'x' | PASS",
        "l[any] >= 1 | PASS",
        "s[any] == 'x' | PASS",
        "l[ keys == 'p' ] exists | FAIL",
        "em[ this exists ] exists | SKIP",
        "s[ this exists ] exists | FAIL",
        "s[*][ this == 'x' ] == 'x' | PASS",
        "let v = names ⏎ m.%v == 1 | FAIL",
        "let v = names ⏎ some m.%v == 1 | PASS",
        "let v = names ⏎ l.%v exists | FAIL",
        "zz !is_string | PASS",
        "zz !exists | PASS",
        "n exists | PASS",
        "n is_null | PASS",
        "f is_float | PASS",
        "em empty | PASS",
        "s !empty | PASS",
        "b empty | FAIL",
        "m[ keys == 'zz' ] empty | PASS",
        "m[ keys == 'zz' ] !empty | FAIL",
        "o[ k == 9 ] { k == 1 } | SKIP",
        "o[ k == 9 ] !empty { k == 1 } | FAIL",
        "zz { a == 1 } | FAIL",
        "some o[*] { k == 2 } | PASS",
        "o[*] { k == 2 } | FAIL",
        "l > 0 | PASS",
        "s > 'w' | PASS",
        "b < true | FAIL",
        "s in 'xyz' | PASS",
        "num in 'x7' | FAIL",
        "l in [1, 2, 3] | PASS",
        "l == [1, 2] | PASS",
        "l == [2, 1] | FAIL",
        "nested == [[1], [2]] | PASS",
        "m == {'3': 9, p: 1} | PASS",
        "f == r[1.0, 3.0) | PASS",
        "f == r(2.5, 3.0) | FAIL",
        "num == r[7,7] | PASS",
        "let x = 'x' ⏎ %x == s | PASS",
        "let x = [1, 2] ⏎ %x == l | PASS",
        "let x = [1, 2] ⏎ %x in l[*] | PASS",
        "let x = parse_char(s) ⏎ %x == r[a,z] | PASS",
      })
  void shouldGiveStatusWhenPartMeetsValue(String text, GuardStatus expected) {
    assertThat(WorkedExamplesTest.status(DOCUMENT, text)).as(text).isEqualTo(expected);
  }
}
