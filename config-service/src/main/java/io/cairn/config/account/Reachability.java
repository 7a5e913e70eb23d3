package io.cairn.config.account;

import io.cairn.aws.AwsCallFailedException;
import io.cairn.aws.AwsFailure;
import io.cairn.config.collect.Identity;
import io.cairn.config.collect.Session;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether an account answers, and as the account it should be. */
public sealed interface Reachability {

  /** STS's code for a role that may not be assumed; who we are may always be asked. */
  String ACCESS_DENIED = "AccessDenied";

  /**
   * Codes of {@link AwsFailure.CredentialsRefused} whose message says what to do on this machine.
   */
  Set<String> SET_UP = Set.of("NoCredentials", "SsoSessionExpired");

  /** It answers. */
  record Reachable(String callerArn) implements Reachability {}

  /**
   * It does not, or it is another.
   *
   * @param reason what to do
   * @param refusedAction the IAM action that AWS refused; null if it refused none
   */
  record Unreachable(String code, String reason, @Nullable String refusedAction)
      implements Reachability {}

  /** Asks who the calls of a session of an account are made as. */
  static Reachability of(Account account, Session session) {
    try {
      Identity identity = Identity.of(session);
      if (identity.account().equals(session.account().value())) {
        return new Reachable(identity.arn());
      }
      return new Unreachable(
          "WrongAccount",
          "The credentials belong to account "
              + identity.account()
              + ", not "
              + session.account()
              + "; give the account a roleArn, or start the suite with its own credentials.",
          null);
    } catch (AwsCallFailedException e) {
      return new Unreachable(
          e.failure().code(), reason(account, e.failure()), refusedAction(account, e.failure()));
    }
  }

  private static @Nullable String refusedAction(Account account, AwsFailure failure) {
    boolean roleRefused = account.roleArn() != null && failure.code().equals(ACCESS_DENIED);
    return switch (failure) {
      case AwsFailure.CredentialsRefused _ when roleRefused -> "sts:AssumeRole";
      case AwsFailure.Denied _ -> "sts:GetCallerIdentity";
      default -> null;
    };
  }

  private static String reason(Account account, AwsFailure failure) {
    String role = account.roleArn();
    boolean refused = failure instanceof AwsFailure.CredentialsRefused;
    if (refused && SET_UP.contains(failure.code())) {
      return failure.message();
    }
    if (refused && role != null && failure.code().equals(ACCESS_DENIED)) {
      return roleRefused(account, role, failure.message());
    }
    if (failure instanceof AwsFailure.NoEndpoint || failure instanceof AwsFailure.Transient) {
      return "The account did not answer. " + failure.message();
    }
    return "AWS refused the call: "
        + failure.message()
        + " Check roleArn, externalId, the endpoint and the suite's own credentials.";
  }

  /** AWS answers the same to all of these, so that nobody can try out external ids. */
  private static String roleRefused(Account account, String role, String message) {
    return "AWS does not let the suite assume "
        + role
        + (account.externalId() != null
            ? " with the external id that was given"
            : "; no external id was given")
        + ". AWS says the same whether the role does not exist, its trust policy does not name who"
        + " the suite runs as, or the external id is not the one its trust policy asks for"
        + " (sts:ExternalId). Compare the three with the role that deploy/aws/read-only-role.yaml"
        + " made; PUT /api/v1/config/accounts/"
        + account.accountId()
        + " sets another roleArn or externalId. AWS's words: "
        + message;
  }
}
