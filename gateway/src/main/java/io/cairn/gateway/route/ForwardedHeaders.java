package io.cairn.gateway.route;

import io.cairn.web.runtime.Correlation;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which headers pass the gateway, and in which direction. */
final class ForwardedHeaders {
  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "http2-settings");

  /** The gateway's own word counts, or nobody behind it has use for them. */
  private static final Set<String> REPLACED =
      Set.of("host", "authorization", "content-length", "expect", "cookie", "forwarded");

  private ForwardedHeaders() {}

  static boolean goesToService(String name, HttpServerRequest request) {
    String lower = name.toLowerCase(Locale.ROOT);
    return !HOP_BY_HOP.contains(lower)
        && !REPLACED.contains(lower)
        && !lower.startsWith("x-amz-")
        && !lower.startsWith("x-forwarded-")
        && !lower.equals(Correlation.HTTP_HEADER.toLowerCase(Locale.ROOT))
        && !named(request.getHeader("Connection"), lower);
  }

  static boolean comesBack(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return !HOP_BY_HOP.contains(lower)
        && !lower.equals("server")
        && !lower.equals("set-cookie")
        && !lower.equals(Correlation.HTTP_HEADER.toLowerCase(Locale.ROOT));
  }

  /** Whether the Connection header makes a header one of this hop. */
  private static boolean named(@Nullable String connection, String name) {
    if (connection == null) {
      return false;
    }
    for (String part : connection.split(",", -1)) {
      if (part.strip().equalsIgnoreCase(name)) {
        return true;
      }
    }
    return false;
  }
}
