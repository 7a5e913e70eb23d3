package io.cairn.policy.document;

import io.cairn.policy.syntax.Json;
import io.cairn.policy.syntax.PolicySyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The grammar of a statement in a policy of one type. */
final class StatementReader {
  private static final Set<String> ELEMENTS =
      Set.of("Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition");
  private static final Set<String> PRINCIPAL_ELEMENTS = Set.of("Principal", "NotPrincipal");
  private static final Statement.Patterns EVERYTHING = new Statement.Patterns(false, List.of("*"));

  private final PolicyType type;

  StatementReader(PolicyType type) {
    this.type = type;
  }

  Statement statement(Json.Members statement) {
    checkElements(statement);
    Effect effect = effect(statement);
    Json.Member condition = statement.members().get("Condition");
    var read =
        new Statement(
            sid(statement.members().get("Sid")),
            effect,
            type.namesPrincipals() ? principals(statement, effect) : null,
            patterns(statement, "Action"),
            type == PolicyType.TRUST ? EVERYTHING : patterns(statement, "Resource"),
            condition == null ? List.of() : ConditionReader.clauses(condition.value()),
            statement.at());
    if (type == PolicyType.RESOURCE_CONTROL && effect == Effect.ALLOW && !isFullAccess(read)) {
      throw new PolicySyntaxException(
          "INVALID_EFFECT",
          statement.at(),
          "a resource control policy only denies (AWS attaches RCPFullAWSAccess itself)");
    }
    return read;
  }

  /** What AWS's own RCPFullAWSAccess says, which cannot be taken away. */
  private static boolean isFullAccess(Statement statement) {
    return statement.actions().equals(EVERYTHING)
        && statement.resources().equals(EVERYTHING)
        && statement.conditions().isEmpty();
  }

  private void checkElements(Json.Members statement) {
    for (var member : statement.members().entrySet()) {
      String name = member.getKey();
      if (PRINCIPAL_ELEMENTS.contains(name)) {
        if (!type.namesPrincipals()) {
          throw new PolicySyntaxException(
              "UNSUPPORTED_PRINCIPAL",
              member.getValue().nameAt(),
              type.inWords() + " has no " + name + ": it speaks of whom it is attached to,");
        }
      } else if (!ELEMENTS.contains(name)) {
        throw new PolicySyntaxException(
            "INVALID_POLICY_ELEMENT",
            member.getValue().nameAt(),
            "\"" + name + "\" is no element of a statement");
      } else if (type == PolicyType.TRUST && name.endsWith("Resource")) {
        throw new PolicySyntaxException(
            "ROLE_TRUST_POLICY_SYNTAX_ERROR_RESOURCE",
            member.getValue().nameAt(),
            "a trust policy has no " + name + ": it is about the role it is attached to,");
      }
    }
  }

  private Statement.Principals principals(Json.Members statement, Effect effect) {
    Json.Member member = oneOf(statement, "Principal");
    if (member == null) {
      throw new PolicySyntaxException(
          "MISSING_PRINCIPAL", statement.at(), "the statement says not whom it is about");
    }
    boolean negated = statement.members().containsKey("NotPrincipal");
    return PrincipalReader.principals(type, effect, member, negated);
  }

  private @Nullable String sid(Json.@Nullable Member member) {
    if (member == null) {
      return null;
    }
    String sid = DocumentReader.text(member.value(), "Sid");
    if (type.hasPlainSids()
        && !sid.chars().allMatch(c -> DocumentReader.isAlphanumeric((char) c))) {
      throw new PolicySyntaxException(
          "UNSUPPORTED_SID",
          member.value().at(),
          "a Sid of " + type.inWords() + " holds letters and digits only");
    }
    return sid;
  }

  private static Effect effect(Json.Members statement) {
    Json.Member effect = statement.members().get("Effect");
    if (effect == null) {
      throw new PolicySyntaxException(
          "MISSING_EFFECT", statement.at(), "the statement has no Effect");
    }
    return switch (DocumentReader.text(effect.value(), "Effect")) {
      case "Allow" -> Effect.ALLOW;
      case "Deny" -> Effect.DENY;
      default ->
          throw new PolicySyntaxException(
              "INVALID_EFFECT", effect.value().at(), "Effect must be \"Allow\" or \"Deny\"");
    };
  }

  private static Statement.Patterns patterns(Json.Members statement, String element) {
    Json.Member member = oneOf(statement, element);
    if (member == null) {
      throw new PolicySyntaxException(
          element.equals("Action") ? "MISSING_ACTION" : "MISSING_RESOURCE",
          statement.at(),
          "the statement has neither " + element + " nor Not" + element);
    }
    List<String> values = new ArrayList<>();
    for (Json item : DocumentReader.values(member.value())) {
      String value = DocumentReader.text(item, element);
      if (element.equals("Action")) {
        ActionSyntax.check(value, item.at());
      }
      values.add(value);
    }
    return new Statement.Patterns(!statement.members().containsKey(element), values);
  }

  /** The element or its Not form, null if neither stands there. */
  private static Json.@Nullable Member oneOf(Json.Members statement, String element) {
    Json.Member plain = statement.members().get(element);
    Json.Member not = statement.members().get("Not" + element);
    if (plain != null && not != null) {
      throw new PolicySyntaxException(
          "UNSUPPORTED_ELEMENT_COMBINATION",
          not.nameAt(),
          "a statement has " + element + " or Not" + element + ", not both,");
    }
    return plain != null ? plain : not;
  }
}
