package io.cairn.web.runtime;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The id that ties together what one request or job caused, over HTTP ({@code X-Correlation-Id}),
 * Kafka ({@link io.cairn.contracts.Headers#CORRELATION_ID}) and logs ({@code correlationId}).
 */
public final class Correlation {
  /** HTTP header. */
  public static final String HTTP_HEADER = "X-Correlation-Id";

  private static final String MDC_KEY = "correlationId";
  private static final Pattern VALID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private Correlation() {}

  /** The id of what this thread is doing, if it has one. */
  public static @Nullable String current() {
    return MDC.get(MDC_KEY);
  }

  /** Sets or, with null, clears the id of this thread. */
  public static void set(@Nullable String id) {
    if (id == null) {
      MDC.remove(MDC_KEY);
    } else {
      MDC.put(MDC_KEY, id);
    }
  }

  /**
   * Whether a foreign id may be taken over: 1 to 64 letters, digits, dots, dashes or underscores.
   */
  public static boolean isValid(@Nullable String id) {
    return id != null && VALID.matcher(id).matches();
  }
}
