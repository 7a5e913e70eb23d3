package io.cairn.policy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;

/** Builds policies and requests in few words. */
@NullMarked
final class Requests {
  private Requests() {}

  static PolicySet set(String... documents) {
    return PolicySet.compile(
        Arrays.stream(documents)
            .map(d -> new PolicySet.Named("p", PolicyDocument.parseIdentity(d)))
            .toList());
  }

  /** A 2012 document of statements written with single quotes. */
  static String document(String... statements) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":["
        + String.join(",", statements).replace('\'', '"')
        + "]}";
  }

  static AuthorizationRequest request(String action, String resource, Object... context) {
    Map<String, ContextValue> values = new HashMap<>();
    for (int i = 0; i < context.length; i += 2) {
      values.put((String) context[i], value(context[i + 1]));
    }
    return new AuthorizationRequest(action, resource, values);
  }

  private static ContextValue value(Object value) {
    return value instanceof List<?> list
        ? new ContextValue.Many(list.stream().map(String.class::cast).toList())
        : new ContextValue.Single((String) value);
  }
}
