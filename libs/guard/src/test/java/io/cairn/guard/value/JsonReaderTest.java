package io.cairn.guard.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cairn.guard.GuardDocument;
import io.cairn.guard.GuardDocumentException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullMarked
class JsonReaderTest {

  private static Value read(String json) {
    return JsonReader.read(json.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1 | INT | 1",
        "-0 | INT | 0",
        "9223372036854775807 | INT | 9223372036854775807",
        "9223372036854775808 | FLOAT | 9.223372036854775807E18",
        "1.0 | FLOAT | 1.0",
        "1e3 | FLOAT | 1000.0",
        "true | BOOL | true",
        "null | NULL | null",
        "\"a\\n\\u00e9\\ud83d\\ude00é\" | STRING | a⏎éé",
      })
  void shouldKeepKindWhenScalarIsRead(String json, Kind kind, String text) {
    // When
    var value = read(json);

    // Then
    assertThat(value.kind()).isEqualTo(kind);
    if (kind == Kind.STRING) {
      assertThat(value.string()).isEqualTo("a\né\uD83D\uDE00é");
    } else if (kind == Kind.FLOAT) {
      assertThat(value.asDouble()).isEqualTo(Double.parseDouble(text));
    } else {
      assertThat(value.text()).isEqualTo(text);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":1,} | 7",
        "{\"a\" 1} | 5",
        "[1 2] | 3",
        "[1,2 | 4",
        "{\"a\":tru} | 5",
        "01 | 1",
        "1. | 2",
        "1e400 | 0",
        "\"a\\q\" | 3",
        "\"a\\u12g4\" | 6",
        "\"open | 5",
        "{} {} | 3",
        "'a' | 0",
        "\uFEFF{} | 0",
      })
  void shouldNameByteWhenTextIsNotJson(String json, int offset) {
    // When
    var error = catchThrowableOfType(GuardDocumentException.class, () -> read(json));

    // Then
    assertThat(error).isNotNull();
    assertThat(error.offset()).as(error.getMessage()).isEqualTo(offset);
  }

  @Test
  void shouldRefuseWhenBytesAreHostile() {
    assertThatThrownBy(() -> read("[".repeat(100_000))).hasMessageContaining("deeper than 120");
    assertThatThrownBy(() -> read("\"a\u0001\"")).hasMessageContaining("control character");
    assertThatThrownBy(() -> JsonReader.read(new byte[] {'"', (byte) 0xc3, '"'}))
        .hasMessageContaining("not UTF-8");
    assertThatThrownBy(() -> JsonReader.read(new byte[0])).hasMessageContaining("ends where");
    assertThatThrownBy(() -> GuardDocument.parse(new byte[16 * 1024 * 1024 + 1]))
        .hasMessageContaining("larger than");
  }

  @Test
  void shouldKeepLastValueInFirstPlaceWhenKeyIsRepeated() {
    // Given: few keys, and enough for the index
    var many = new StringBuilder("{\"k0\":0");
    for (int i = 1; i < 40; i++) {
      many.append(",\"k").append(i % 30).append("\":").append(i);
    }

    // When
    var small = read("{\"a\":1,\"b\":2,\"a\":3}");
    var large = read(many.append('}').toString());

    // Then
    assertThat(List.of(small.key(0), small.key(1))).containsExactly("a", "b");
    assertThat(small.find("a")).hasToString("3");
    assertThat(large.size()).isEqualTo(30);
    assertThat(large.find("k5")).hasToString("35");
    assertThat(large.get("zz")).isNull();
  }
}
