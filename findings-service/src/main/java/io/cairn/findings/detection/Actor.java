package io.cairn.findings.detection;

import static io.cairn.findings.detection.TrailEvent.text;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Who did it, in a form that stays the same from one session to the next, so that a role that does
 * the same thing a hundred times is one finding:
 *
 * <ul>
 *   <li>a session of a role: the role's ARN, path included, from {@code sessionIssuer}
 *   <li>a user, the root user, a federated user: the ARN
 *   <li>a principal of another account, which has no ARN: {@code account/principalId} without the
 *       session
 *   <li>a user of Identity Center: {@code identitystore user} by its id
 *   <li>an AWS service: its name from {@code invokedBy}
 *   <li>else the user name, else nobody
 * </ul>
 */
final class Actor {
  private static final String HIDDEN = "HIDDEN_DUE_TO_SECURITY_REASONS";

  private Actor() {}

  static @Nullable String of(JsonNode identity) {
    String type = text(identity, "type");
    String arn = text(identity, "arn");
    if ("AssumedRole".equals(type)) {
      String role = text(identity.path("sessionContext").path("sessionIssuer"), "arn");
      return role != null ? role : arn == null ? principal(identity) : withoutSession(arn);
    }
    return arn != null ? arn : withoutArn(identity);
  }

  private static @Nullable String withoutArn(JsonNode identity) {
    String centerUser = text(identity.path("onBehalfOf"), "userId");
    if (centerUser != null) {
      return "identitystore:user/" + centerUser;
    }
    String invokedBy = text(identity, "invokedBy");
    if (invokedBy != null) {
      return invokedBy;
    }
    String userName = text(identity, "userName");
    String principal = principal(identity);
    return principal != null || userName == null || userName.equals(HIDDEN) ? principal : userName;
  }

  /** {@code AROA…:session} in account 1: {@code 1/AROA…}; foreign ids hold more than one colon. */
  private static @Nullable String principal(JsonNode identity) {
    String principalId = text(identity, "principalId");
    String account = text(identity, "accountId");
    if (principalId == null) {
      return null;
    }
    String id = principalId.startsWith("AROA") ? before(principalId, ':') : principalId;
    return account == null || id.startsWith(account) ? id : account + "/" + id;
  }

  /** {@code …:assumed-role/ci/deploy}: {@code …:assumed-role/ci}. */
  private static String withoutSession(String arn) {
    int role = arn.indexOf(":assumed-role/");
    int session = role < 0 ? -1 : arn.indexOf('/', role + ":assumed-role/".length());
    return session < 0 ? arn : arn.substring(0, session);
  }

  private static String before(String text, char end) {
    int at = text.indexOf(end);
    return at < 0 ? text : text.substring(0, at);
  }
}
