package io.cairn.config.account;

import io.cairn.aws.AwsCallFailedException;
import io.cairn.aws.AwsFailure;
import io.cairn.config.collect.Identity;
import io.cairn.config.collect.Session;

/** Whether an account answers, and as the account it should be. */
public sealed interface Reachability {

  /** STS's code for a role that may not be assumed; who we are may always be asked. */
  String ACCESS_DENIED = "AccessDenied";

  /** The code of {@link AwsFailure.CredentialsRefused} where the SDK found none. */
  String NO_CREDENTIALS = "NoCredentials";

  /** It answers. */
  record Reachable(String callerArn) implements Reachability {}

  /** It does not, or it is another; {@code reason} says what to do. */
  record Unreachable(String code, String reason) implements Reachability {}

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
              + "; give the account a roleArn, or start the suite with its own credentials.");
    } catch (AwsCallFailedException e) {
      return new Unreachable(e.failure().code(), reason(account, e.failure()));
    }
  }

  private static String reason(Account account, AwsFailure failure) {
    String role = account.roleArn();
    boolean refused = failure instanceof AwsFailure.CredentialsRefused;
    if (refused && failure.code().equals(NO_CREDENTIALS)) {
      return "The suite has no AWS credentials of its own to begin with: start it with AWS_PROFILE,"
          + " with AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or on a machine with an instance"
          + " role. ("
          + failure.message()
          + ")";
    }
    if (refused && role != null && failure.code().equals(ACCESS_DENIED)) {
      return roleRefused(account, role, failure.message());
    }
    return "AWS refused or did not answer: "
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
