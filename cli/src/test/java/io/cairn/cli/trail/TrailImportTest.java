package io.cairn.cli.trail;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.cli.FakeSuite;
import io.cairn.cli.Ran;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrailImportTest {
  @TempDir private Path temp;
  private FakeSuite suite;
  private Path tree;

  @BeforeEach
  void start() throws Exception {
    suite = new FakeSuite(temp.resolve("data"));
    tree = Files.createDirectories(temp.resolve("AWSLogs/111122223333/CloudTrail/eu-west-1"));
  }

  @AfterEach
  void stop() {
    suite.close();
  }

  @Test
  void shouldPushEachFileAsItIsAndLeaveDigestsOut() throws Exception {
    // Given
    suite.on("POST /api/v1/trail/events", 202, "{\"accepted\":2,\"refused\":[]}");
    Files.writeString(tree.resolve("a.json"), "{\"Records\":[{},{}]}");
    byte[] packed = gzip(tree.resolve("b.json.gz"), "{\"Records\":[{\"n\":1},{\"n\":2}]}");
    Path digests = Files.createDirectories(temp.resolve("AWSLogs/111122223333/CloudTrail-Digest"));
    Files.writeString(digests.resolve("d.json"), "{}");

    // When
    Ran ran = Ran.on(suite, "trail", "import", temp.resolve("AWSLogs").toString());

    // Then
    assertThat(ran.status()).as(ran.err()).isZero();
    assertThat(ran.out()).isEqualTo("4 events accepted from 2 files\n");
    assertThat(suite.asked()).hasSize(2);
    assertThat(suite.asked())
        .anySatisfy(
            each -> {
              assertThat(each.header("Content-Encoding")).isEqualTo("gzip");
              assertThat(each.body()).isEqualTo(packed);
            });
  }

  @Test
  void shouldKeepTheRestAndSayWhatWasRefused() throws Exception {
    // Given
    suite.on(
        "POST /api/v1/trail/events",
        asked ->
            asked.text().contains("broken")
                ? new FakeSuite.Answer(400, "{\"detail\":\"The body is no JSON: line 1.\"}")
                : new FakeSuite.Answer(
                    202,
                    "{\"accepted\":1,\"refused\":[{\"index\":1,\"code\":\"too-large\",\"detail\":\"over 256 KiB\"}]}"));
    Files.writeString(tree.resolve("a.json"), "broken");
    Files.writeString(tree.resolve("b.json"), "{\"Records\":[{},{}]}");

    // When
    Ran ran = Ran.on(suite, "trail", "import", tree.toString());

    // Then
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.out())
        .contains("1 events accepted from 1 files, 1 files could not be taken, 1 events refused")
        .contains("a.json: The body is no JSON: line 1 (400)")
        .contains("b.json, record 1: over 256 KiB (too-large)");
  }

  @Test
  void shouldGoOnWhereItStoppedAndBeginAnewWhenComplete() throws Exception {
    // Given
    for (int i = 0; i < 6; i++) {
      Files.writeString(tree.resolve(i + ".json"), "{\"Records\":[{\"n\":" + i + "}]}");
    }
    var fail = new AtomicInteger(3);
    suite.on(
        "POST /api/v1/trail/events",
        asked ->
            asked.text().contains("\"n\":5") && fail.getAndDecrement() > 0
                ? new FakeSuite.Answer(400, "{\"detail\":\"No.\"}")
                : new FakeSuite.Answer(202, "{\"accepted\":1,\"refused\":[]}"));

    // When
    Ran first = Ran.on(suite, "trail", "import", tree.toString());
    int askedFirst = suite.asked().size();
    fail.set(0);
    Ran second = Ran.on(suite, "trail", "import", tree.toString());
    int askedSecond = suite.asked().size() - askedFirst;
    Ran third = Ran.on(suite, "trail", "import", tree.toString());

    // Then
    assertThat(first.status()).isEqualTo(1);
    assertThat(second.out())
        .isEqualTo("1 events accepted from 1 files, 5 files were done before\n");
    assertThat(askedSecond).isEqualTo(1);
    assertThat(third.out()).isEqualTo("6 events accepted from 6 files\n");
  }

  @Test
  void shouldStopWithStatusThreeWhenTheSuiteGoesAway() throws Exception {
    // Given
    Files.writeString(tree.resolve("a.json"), "{\"Records\":[{}]}");
    suite.close();

    // When
    Ran ran = Ran.on(suite, "trail", "import", tree.toString());

    // Then
    assertThat(ran.status()).isEqualTo(3);
    assertThat(ran.err()).contains("run the same command again to go on");
  }

  @Test
  void shouldCutALargeFileIntoRequestsOfWholeRecords() throws Exception {
    // Given
    var body = new StringBuilder("{\"Records\":[");
    String filler = "x".repeat(100_000);
    for (int i = 0; i < 200; i++) {
      body.append(i == 0 ? "" : ",")
          .append("{\"n\":")
          .append(i)
          .append(",\"f\":\"")
          .append(filler)
          .append("\"}");
    }
    Files.writeString(tree.resolve("large.json"), body.append("]}"));
    suite.on(
        "POST /api/v1/trail/events",
        asked ->
            new FakeSuite.Answer(
                202,
                "{\"accepted\":%d,\"refused\":[]}"
                    .formatted(asked.text().split("\"n\":", -1).length - 1)));

    // When
    Ran ran = Ran.on(suite, "trail", "import", tree.toString());

    // Then
    assertThat(ran.out()).isEqualTo("200 events accepted from 1 files\n");
    assertThat(suite.asked()).hasSizeGreaterThan(1).allMatch(each -> each.body().length < 9 << 20);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Records\":[ {\"a\": 1.50, \"Records\":[{}]}, {\"b\":[{},[]]} ]}",
        "[ {\"a\": 1.50, \"Records\":[{}]}, {\"b\":[{},[]]} ]",
        "{\"a\": 1.50, \"Records\":[{}]}\n{\"b\":[{},[]]}\n"
      })
  void shouldCutRecordsOutByteForByte(String file) throws Exception {
    // Given
    List<String> cut = new ArrayList<>();

    // When
    try (var slices =
        new RecordSlices(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)))) {
      for (byte[] each = slices.next(); each != null; each = slices.next()) {
        cut.add(new String(each, StandardCharsets.UTF_8));
      }
    }

    // Then
    assertThat(cut).containsExactly("{\"a\": 1.50, \"Records\":[{}]}", "{\"b\":[{},[]]}");
  }

  private static byte[] gzip(Path file, String text) throws Exception {
    try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return Files.readAllBytes(file);
  }
}
