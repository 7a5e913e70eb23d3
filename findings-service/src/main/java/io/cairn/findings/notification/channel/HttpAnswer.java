package io.cairn.findings.notification.channel;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of an HTTP answer that matters to a webhook.
 *
 * @param status HTTP status
 * @param retryAfter the header's seconds, at most an hour; null where it is absent or a date
 */
record HttpAnswer(int status, @Nullable Duration retryAfter) {
  private static final int MAX_HEAD = 64 * 1_024;
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})(?: .*)?");
  private static final Pattern RETRY_AFTER = Pattern.compile("retry-after:\\s*([0-9]{1,4})\\s*");

  boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /** Whether the receiver is overloaded, broken or slow, rather than refusing this message. */
  boolean isPassing() {
    return status >= 500 || status == 408 || status == 425 || status == 429;
  }

  /** Reads the head of an answer and leaves its body; interim answers are passed over. */
  static HttpAnswer read(InputStream in) throws IOException {
    int left = MAX_HEAD;
    while (true) {
      String head = head(in, left);
      left -= head.length();
      String[] lines = head.split("\r?\n");
      Matcher status = STATUS.matcher(lines[0]);
      if (!status.matches()) {
        throw new IOException("the answer is no HTTP/1.1");
      }
      int code = Integer.parseInt(status.group(1));
      if (code >= 200) {
        return new HttpAnswer(code, retryAfter(lines));
      }
    }
  }

  private static String head(InputStream in, int max) throws IOException {
    var bytes = new ByteArrayOutputStream();
    int lineLength = 0;
    while (true) {
      int b = in.read();
      if (b < 0) {
        throw new IOException(
            bytes.size() == 0
                ? "the connection was closed without an answer"
                : "the answer ended within its head");
      }
      if (bytes.size() >= max) {
        throw new IOException("the answer's head is larger than " + MAX_HEAD + " bytes");
      }
      bytes.write(b);
      if (b == '\n') {
        if (lineLength == 0) {
          return bytes.toString(StandardCharsets.ISO_8859_1);
        }
        lineLength = 0;
      } else if (b != '\r') {
        lineLength++;
      }
    }
  }

  private static @Nullable Duration retryAfter(String[] lines) {
    for (String line : lines) {
      Matcher seconds = RETRY_AFTER.matcher(line.toLowerCase(Locale.ROOT));
      if (seconds.matches()) {
        return Duration.ofSeconds(Math.min(3_600, Integer.parseInt(seconds.group(1))));
      }
    }
    return null;
  }
}
