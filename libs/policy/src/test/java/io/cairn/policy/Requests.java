package io.cairn.policy;

import io.cairn.policy.document.PolicyDocument;
import io.cairn.policy.document.PolicyType;
import io.cairn.policy.request.AuthorizationRequest;
import io.cairn.policy.request.ContextValue;
import io.cairn.policy.request.Principal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;

/** Builds policies and requests in few words. */
@NullMarked
final class Requests {
  static final String ACCOUNT = "111122223333";
  private static final Principal USER =
      new Principal.User("arn:aws:iam::" + ACCOUNT + ":user/ann", ACCOUNT);

  private Requests() {}

  /** A user's own policies, asked for something of the user's account. */
  record Own(PolicySet policies) {
    Decision decide(AuthorizationRequest request) {
      return PolicyEvaluation.decide(
          AttachedPolicies.of(policies), new Access(USER, ACCOUNT, request));
    }

    Trace explain(AuthorizationRequest request) {
      return PolicyEvaluation.explain(
          AttachedPolicies.of(policies), new Access(USER, ACCOUNT, request));
    }
  }

  static Own set(String... documents) {
    return new Own(policies(PolicyType.IDENTITY, documents));
  }

  static PolicySet policies(PolicyType type, String... documents) {
    return PolicySet.compile(
        Arrays.stream(documents)
            .map(d -> new PolicySet.Named("p", PolicyDocument.parse(type, d)))
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
