package io.cairn.policy.request;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who asks. Source: the IAM guide, "Policy evaluation logic", and the principal page. */
public sealed interface Principal {

  /** The account it belongs to, 12 digits; null for AWS's services, providers and anonymous. */
  @Nullable String accountId();

  /** Whether organisations' policies spare it, as they spare service-linked roles. */
  default boolean isServiceLinked() {
    return false;
  }

  /**
   * An IAM user, by a long-term key or a session token of its own.
   *
   * @param arn its ARN
   * @param accountId its account
   */
  record User(String arn, String accountId) implements Principal {}

  /**
   * A session of a role.
   *
   * @param roleArn the role's ARN
   * @param pathKnown false where only a session's ARN was at hand, which carries no path
   * @param sessionArn the session's ARN, or null where any session is meant
   * @param accountId its account
   */
  record RoleSession(
      String roleArn, boolean pathKnown, @Nullable String sessionArn, String accountId)
      implements Principal {
    @Override
    public boolean isServiceLinked() {
      return roleArn.contains(":role/aws-service-role/");
    }
  }

  /**
   * A session that a user's GetFederationToken made.
   *
   * @param arn its ARN
   * @param userArn the user's, or null if unknown
   * @param accountId its account
   */
  record FederatedUser(String arn, @Nullable String userArn, String accountId)
      implements Principal {}

  /**
   * An account's root user.
   *
   * @param accountId its account
   */
  record Root(String accountId) implements Principal {}

  /**
   * An AWS service.
   *
   * @param name such as {@code sns.amazonaws.com}
   */
  record Service(String name) implements Principal {
    @Override
    public @Nullable String accountId() {
      return null;
    }
  }

  /**
   * Whoever comes with a web identity or SAML assertion to assume a role.
   *
   * @param provider the provider's ARN or host name
   */
  record Provider(String provider) implements Principal {
    @Override
    public @Nullable String accountId() {
      return null;
    }
  }

  /** Nobody known: the request is not signed. */
  record Anonymous() implements Principal {
    @Override
    public @Nullable String accountId() {
      return null;
    }
  }

  /**
   * Reads a principal as policies and events write it: an ARN, an account number (its root), a
   * service, or {@code *} for anonymous.
   *
   * @param principalArn the request's {@code aws:PrincipalArn}, which tells a session's role with
   *     its path, or null
   * @throws IllegalArgumentException if it is none of these
   */
  static Principal of(String text, @Nullable String principalArn) {
    if (text.equals("*") || text.equalsIgnoreCase("anonymous")) {
      return new Anonymous();
    }
    if (Text.ACCOUNT.matcher(text).matches()) {
      return new Root(text);
    }
    if (Text.SERVICE.matcher(text).matches()) {
      return new Service(text);
    }
    Matcher arn = Text.ARN.matcher(text);
    if (!arn.matches()) {
      throw new IllegalArgumentException(
          "a principal is an ARN of IAM or STS, an account number, a service or *, not: " + text);
    }
    String account = arn.group(3);
    String name = arn.group(5);
    return switch (arn.group(2) + ":" + arn.group(4)) {
      case "iam:root" -> new Root(account);
      case "iam:user/" -> new User(text, account);
      case "iam:role/" -> new RoleSession(text, true, null, account);
      case "sts:assumed-role/" -> session(text, arn.group(1), account, name, principalArn);
      case "sts:federated-user/" -> new FederatedUser(text, null, account);
      case "iam:saml-provider/", "iam:oidc-provider/" -> new Provider(text);
      default -> throw new IllegalArgumentException("this ARN names no kind of principal: " + text);
    };
  }

  private static Principal session(
      String text, String partition, String account, String name, @Nullable String principalArn) {
    int slash = name.indexOf('/');
    if (slash <= 0) {
      throw new IllegalArgumentException("an assumed role's ARN names its session too: " + text);
    }
    String start = "arn:" + partition + ":iam::" + account + ":role/";
    String role = name.substring(0, slash);
    if (principalArn != null
        && principalArn.startsWith(start)
        && principalArn.endsWith("/" + role)) {
      return new RoleSession(principalArn, true, text, account);
    }
    return new RoleSession(start + role, false, text, account);
  }

  /** How principals are written. */
  final class Text {
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern SERVICE =
        Pattern.compile("[a-z0-9.-]{1,256}\\.amazonaws\\.com(?:\\.cn)?");
    private static final Pattern ARN =
        Pattern.compile("arn:([a-z0-9-]+):(iam|sts)::(\\d{12}):(root|[a-z-]+/)(.*)");

    private Text() {}
  }
}
