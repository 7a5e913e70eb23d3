package io.cairn.config.account;

import io.cairn.aws.AwsCallFailedException;
import io.cairn.config.collect.Identity;
import io.cairn.config.collect.Session;

/** Whether an account answers, and as the account it should be. */
public sealed interface Reachability {

  /** It answers. */
  record Reachable(String callerArn) implements Reachability {}

  /** It does not, or it is another; {@code reason} says what to do. */
  record Unreachable(String code, String reason) implements Reachability {}

  /** Asks who the calls of a session are made as. */
  static Reachability of(Session session) {
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
      return new Unreachable(
          e.failure().code(),
          "AWS refused or did not answer: "
              + e.failure().message()
              + " Check roleArn, externalId, the endpoint and the suite's own credentials.");
    }
  }
}
