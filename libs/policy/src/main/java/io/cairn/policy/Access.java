package io.cairn.policy;

import io.cairn.policy.request.AuthorizationRequest;
import io.cairn.policy.request.Principal;

/**
 * Who asks for what, and whose it is.
 *
 * @param principal who asks
 * @param resourceAccountId the account that owns the resource, 12 digits
 * @param request what is asked
 */
public record Access(Principal principal, String resourceAccountId, AuthorizationRequest request) {

  /** A user of an account asks for something of that account. */
  public static Access ofUser(String userArn, String accountId, AuthorizationRequest request) {
    return new Access(new Principal.User(userArn, accountId), accountId, request);
  }

  /** Whether principal and resource are of one account. */
  boolean isWithinAccount() {
    return resourceAccountId.equals(principal.accountId());
  }

  /**
   * Whether the resource's own policy must let its account's policies count at all: KMS keys, and
   * roles that are assumed.
   */
  boolean needsDelegation() {
    String[] segments = request.segments();
    if (segments == null) {
      return false;
    }
    String resource = segments[segments.length - 1];
    return switch (request.service()) {
      case "kms" -> resource.startsWith("key/");
      case "sts" -> resource.startsWith("role/") && isAssumption(request.action());
      default -> false;
    };
  }

  private static boolean isAssumption(String action) {
    return action.startsWith("sts:assumerole")
        || action.equals("sts:tagsession")
        || action.equals("sts:setsourceidentity")
        || action.equals("sts:setcontext");
  }
}
