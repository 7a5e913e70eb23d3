package io.cairn.gateway.identity;

import io.cairn.contracts.AccountId;
import io.cairn.policy.AttachedPolicies;

/**
 * A user of the suite's own account, as an access key stands for it.
 *
 * @param userName the user's name, unique
 * @param userId {@code AIDA…}, never used again for another user
 * @param accessKeyId the key that the request came with
 * @param policies everything attached to the user
 */
public record Principal(
    String userName, String userId, String accessKeyId, AttachedPolicies policies) {

  /** The user's ARN. */
  public String arn() {
    return arnOf(userName);
  }

  static String arnOf(String userName) {
    return "arn:aws:iam::" + AccountId.SUITE + ":user/" + userName;
  }
}
