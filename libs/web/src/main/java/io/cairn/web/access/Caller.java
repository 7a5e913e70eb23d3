package io.cairn.web.access;

import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/**
 * Who the gateway says is asking. Set once per request by {@link InternalTokenFilter}; reading it
 * before is a bug.
 */
@RequestScoped
public class Caller {
  private @Nullable String principalArn;
  private @Nullable String accountId;

  void identify(String principal, String account) {
    this.principalArn = principal;
    this.accountId = account;
  }

  /** ARN of the principal that signed the request to the gateway. */
  public String principalArn() {
    return required(principalArn);
  }

  /** Account of that principal. */
  public String accountId() {
    return required(accountId);
  }

  private static String required(@Nullable String value) {
    if (value == null) {
      throw new IllegalStateException("the caller is known only inside an authorised request");
    }
    return value;
  }
}
