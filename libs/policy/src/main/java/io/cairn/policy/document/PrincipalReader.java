package io.cairn.policy.document;

import io.cairn.policy.syntax.Json;
import io.cairn.policy.syntax.Place;
import io.cairn.policy.syntax.PolicySyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The grammar of Principal and NotPrincipal. */
final class PrincipalReader {
  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
  private static final Pattern ARN =
      Pattern.compile("arn:[a-z0-9-]+:(iam|sts)::(\\d{12}):([a-z-]+)(?:/(.+))?");
  private static final Pattern UNIQUE_ID =
      Pattern.compile("A(?:IDA|ROA|GPA|KIA|SIA)[A-Z0-9]{4,124}");
  private static final Pattern SERVICE = Pattern.compile("[a-z0-9.-]+\\.[a-z.]*[a-z]");

  private PrincipalReader() {}

  static Statement.Principals principals(
      PolicyType type, Effect effect, Json.Member member, boolean negated) {
    if (negated && effect == Effect.ALLOW) {
      throw new PolicySyntaxException(
          "ALLOW_WITH_NOTPRINCIPAL",
          member.nameAt(),
          "NotPrincipal stands with Deny only: with Allow it would grant to everyone else,");
    }
    if (negated && type == PolicyType.TRUST) {
      throw new PolicySyntaxException(
          "ROLE_TRUST_POLICY_SYNTAX_ERROR_NOTPRINCIPAL",
          member.nameAt(),
          "a trust policy has no NotPrincipal");
    }
    List<PrincipalPattern> patterns = patterns(member.value());
    if (type == PolicyType.RESOURCE_CONTROL
        && (negated || !patterns.equals(List.of(new PrincipalPattern.Everyone())))) {
      throw new PolicySyntaxException(
          "UNSUPPORTED_PRINCIPAL",
          member.nameAt(),
          "a resource control policy is about everyone: its Principal is \"*\",");
    }
    return new Statement.Principals(negated, patterns);
  }

  private static List<PrincipalPattern> patterns(Json value) {
    if (value instanceof Json.Text(String text, Place at)) {
      if (text.equals("*")) {
        return List.of(new PrincipalPattern.Everyone());
      }
      throw invalid(at, "a principal is \"*\" or an object such as {\"AWS\": …}, not a bare ARN,");
    }
    List<PrincipalPattern> patterns = new ArrayList<>();
    for (var kind : DocumentReader.object(value, "Principal").members().entrySet()) {
      for (Json item : DocumentReader.values(kind.getValue().value())) {
        String text = DocumentReader.text(item, kind.getKey());
        patterns.add(pattern(kind.getKey(), text, item.at(), kind.getValue().nameAt()));
      }
    }
    return patterns;
  }

  private static PrincipalPattern pattern(String kind, String text, Place at, Place nameAt) {
    return switch (kind) {
      case "AWS" -> aws(text, at);
      case "Service" -> {
        if (!SERVICE.matcher(text).matches()) {
          throw new PolicySyntaxException(
              "INVALID_SERVICE_PRINCIPAL_FORMAT",
              at,
              "a service principal is written service.amazonaws.com, not \"" + text + "\",");
        }
        yield new PrincipalPattern.Service(text);
      }
      case "Federated" -> new PrincipalPattern.Federated(text);
      case "CanonicalUser" -> new PrincipalPattern.CanonicalUser(text);
      default ->
          throw new PolicySyntaxException(
              "INVALID_PRINCIPAL_KEY",
              nameAt,
              "\""
                  + kind
                  + "\" is no kind of principal: AWS, Service, Federated, CanonicalUser are,");
    };
  }

  private static PrincipalPattern aws(String text, Place at) {
    if (text.equals("*")) {
      return new PrincipalPattern.Everyone();
    }
    if (ACCOUNT.matcher(text).matches()) {
      return new PrincipalPattern.Account(text);
    }
    if (UNIQUE_ID.matcher(text).matches()) {
      return new PrincipalPattern.UniqueId(text);
    }
    if (text.indexOf('*') >= 0 || text.indexOf('?') >= 0) {
      throw new PolicySyntaxException(
          "UNSUPPORTED_WILDCARD_IN_PRINCIPAL",
          at,
          "a principal is whole or \"*\": a wildcard inside \"" + text + "\" matches nobody,");
    }
    var arn = ARN.matcher(text);
    if (!arn.matches()) {
      throw invalid(at, "\"" + text + "\" is no account, ARN or unique id of a principal,");
    }
    if (arn.group(1).equals("iam") && arn.group(3).equals("root") && arn.group(4) == null) {
      return new PrincipalPattern.Account(arn.group(2));
    }
    boolean known =
        switch (arn.group(1) + ":" + arn.group(3)) {
          case "iam:user", "iam:role", "sts:assumed-role", "sts:federated-user" -> true;
          default -> false;
        };
    if (!known || arn.group(4) == null) {
      throw invalid(at, "\"" + text + "\" names no user, role or session,");
    }
    return new PrincipalPattern.Identity(text);
  }

  private static PolicySyntaxException invalid(Place at, String problem) {
    return new PolicySyntaxException("INVALID_PRINCIPAL_FORMAT", at, problem);
  }
}
