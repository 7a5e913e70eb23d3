package io.cairn.trail.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.cairn.trail.RealRecords;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class GzipFeedTest {
  private static final IngestConfig BOUNDS = new TestBounds(64 << 20);

  private static byte[] readAll(byte[] body, IngestConfig bounds) throws MalformedInputException {
    var out = new ByteArrayOutputStream();
    ByteFeed feed = ByteFeed.open(body, false, bounds);
    byte[] buffer = new byte[1_000];
    for (int read = feed.read(buffer); read >= 0; read = feed.read(buffer)) {
      out.write(buffer, 0, read);
    }
    return out.toByteArray();
  }

  private static MalformedInputException.Code codeOf(byte[] body, IngestConfig bounds) {
    try {
      readAll(body, bounds);
      throw new AssertionError("the body was read");
    } catch (MalformedInputException e) {
      return e.code();
    }
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  @Test
  void shouldInflateWhenThereAreSeveralMembers() throws Exception {
    byte[] first = random(70_000);
    byte[] second = random(3);

    assertThat(readAll(joined(RealRecords.gzip(first), RealRecords.gzip(second)), BOUNDS))
        .isEqualTo(joined(first, second));
    assertThat(readAll(RealRecords.gzip(new byte[0]), BOUNDS)).isEmpty();
  }

  @Test
  void shouldRefuseAtEveryCutWhenGzipIsTruncated() throws IOException {
    byte[] whole = RealRecords.gzip(random(500));

    for (int length = 2; length < whole.length; length++) {
      assertThat(codeOf(Arrays.copyOf(whole, length), BOUNDS))
          .as("cut at %s of %s", length, whole.length)
          .isEqualTo(MalformedInputException.Code.TRUNCATED);
    }
  }

  @Test
  void shouldRefuseWhenChecksumIsWrongOrSomethingFollows() throws IOException {
    byte[] whole = RealRecords.gzip(random(500));
    byte[] wrong = whole.clone();
    wrong[whole.length - 8] ^= 1;

    assertThat(codeOf(wrong, BOUNDS)).isEqualTo(MalformedInputException.Code.GZIP_DAMAGED);
    assertThat(codeOf(joined(whole, new byte[] {'x'}), BOUNDS))
        .isEqualTo(MalformedInputException.Code.GZIP_DAMAGED);
  }

  @Test
  void shouldStopEarlyWhenGzipIsABomb() throws IOException {
    byte[] bomb = RealRecords.gzip(new byte[32 << 20]);

    assertThatThrownBy(() -> readAll(bomb, BOUNDS))
        .asInstanceOf(type(MalformedInputException.class))
        .satisfies(e -> assertThat(e.code()).isEqualTo(MalformedInputException.Code.GZIP_BOMB))
        .satisfies(e -> assertThat(e.offset()).isLessThan(8 << 20));
    assertThat(codeOf(RealRecords.gzip(random(3 << 20)), new TestBounds(2 << 20)))
        .isEqualTo(MalformedInputException.Code.GZIP_BOMB);
  }
}
