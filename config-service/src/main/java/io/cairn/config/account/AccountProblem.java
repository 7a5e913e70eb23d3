package io.cairn.config.account;

import io.cairn.web.problem.ProblemType;

/** What can be wrong with requests about accounts. */
public enum AccountProblem implements ProblemType {
  /** No such account is recorded. */
  UNKNOWN("account-unknown", 404, "Account unknown"),
  /** The account is recorded already, in another way. */
  EXISTS("account-exists", 409, "Account is recorded already"),
  /** Something about the account is not right. */
  INVALID("account-invalid", 400, "Account not valid");

  private final String slug;
  private final int status;
  private final String title;

  AccountProblem(String slug, int status, String title) {
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
