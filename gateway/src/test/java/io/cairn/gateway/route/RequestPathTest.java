package io.cairn.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullMarked
class RequestPathTest {

  @ParameterizedTest
  @CsvSource({
    "/a/b, /a/b",
    "/, /",
    "/a/b/, /a/b/",
    "/a%20b, /a%20b",
    "/%61%62, /ab",
    "/arn:aws:s3:::b, /arn:aws:s3:::b",
    "/%C3%A4, /%C3%A4",
    "/a%3fb, /a%3Fb",
    "/a+b, /a+b",
  })
  void shouldHaveOneSpelling(String raw, String canonical) throws Refusal {
    assertThat(RequestPath.parse(raw).canonical()).isEqualTo(canonical);
    assertThat(RequestPath.parse(canonical)).isEqualTo(RequestPath.parse(raw));
  }

  @Test
  void shouldDecodeSegments() throws Refusal {
    assertThat(RequestPath.parse("/api/a%20%C3%A4/x").segments())
        .isEqualTo(List.of("api", "a ä", "x"));
  }

  @Test
  void shouldBoundItsLength() {
    assertThatThrownBy(() -> RequestPath.parse("/" + "a".repeat(4096))).isInstanceOf(Refusal.class);
  }
}
