package io.cairn.gateway.identity;

import io.cairn.web.problem.ProblemType;

/** What can go wrong with users, keys and policies. */
enum IdentityProblem implements ProblemType {
  USER_UNKNOWN("user-unknown", 404, "There is no such user"),
  USER_EXISTS("user-exists", 409, "There is a user of that name"),
  USER_IN_USE("user-in-use", 409, "The user still has keys or policies"),
  KEY_UNKNOWN("access-key-unknown", 404, "There is no such access key"),
  KEY_LIMIT("access-key-limit", 409, "A user has at most two access keys"),
  LAST_KEY("access-key-in-use", 409, "A key cannot remove itself"),
  POLICY_UNKNOWN("policy-unknown", 404, "There is no such policy"),
  POLICY_EXISTS("policy-exists", 409, "There is a policy of that name"),
  POLICY_IN_USE("policy-in-use", 409, "The policy is attached or ships with the suite"),
  POLICY_MALFORMED("policy-malformed", 400, "The document is no identity policy"),
  SIGNATURE_NEEDED("signature-needed", 403, "This takes a signature, not a token");

  private final String slug;
  private final int status;
  private final String title;

  IdentityProblem(String slug, int status, String title) {
    this.slug = slug;
    this.status = status;
    this.title = title;
  }

  @Override
  public String slug() {
    return slug;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String title() {
    return title;
  }
}
