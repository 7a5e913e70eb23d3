package io.cairn.policy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The grammar of a document and of a statement's plain elements. */
final class DocumentReader {
  private static final Set<String> DOCUMENT_ELEMENTS = Set.of("Version", "Statement");
  private static final Set<String> STATEMENT_ELEMENTS =
      Set.of("Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition");
  private static final Set<String> PRINCIPAL_ELEMENTS = Set.of("Principal", "NotPrincipal");

  private DocumentReader() {}

  static PolicyDocument identity(Json root) {
    Json.Members document = object(root, "a policy");
    for (var member : document.members().entrySet()) {
      if (!DOCUMENT_ELEMENTS.contains(member.getKey())) {
        throw unknownElement(member.getKey(), member.getValue().nameAt(), "an identity policy");
      }
    }
    Json.Member statement = document.members().get("Statement");
    if (statement == null) {
      throw new PolicySyntaxException(
          "MISSING_STATEMENT", document.at(), "the policy has no Statement");
    }
    return new PolicyDocument(
        version(document.members().get("Version")), statements(statement.value()));
  }

  private static PolicyDocument.Version version(Json.@Nullable Member version) {
    if (version == null) {
      return PolicyDocument.Version.V2008;
    }
    return switch (text(version.value(), "Version")) {
      case "2008-10-17" -> PolicyDocument.Version.V2008;
      case "2012-10-17" -> PolicyDocument.Version.V2012;
      default ->
          throw new PolicySyntaxException(
              "INVALID_VERSION",
              version.value().at(),
              "Version must be \"2012-10-17\" or \"2008-10-17\"");
    };
  }

  private static List<Statement> statements(Json value) {
    List<Json> items = value instanceof Json.Items list ? list.items() : List.of(value);
    List<Statement> statements = new ArrayList<>();
    Set<String> sids = new HashSet<>();
    for (Json item : items) {
      Statement statement = statement(object(item, "a statement"));
      if (statement.sid() != null && !statement.sid().isEmpty() && !sids.add(statement.sid())) {
        throw new PolicySyntaxException(
            "UNIQUE_SIDS_REQUIRED",
            statement.place(),
            "the Sid \"" + statement.sid() + "\" stands at two statements");
      }
      statements.add(statement);
    }
    return statements;
  }

  private static Statement statement(Json.Members statement) {
    for (var member : statement.members().entrySet()) {
      if (PRINCIPAL_ELEMENTS.contains(member.getKey())) {
        throw new PolicySyntaxException(
            "UNSUPPORTED_PRINCIPAL",
            member.getValue().nameAt(),
            "an identity policy has no "
                + member.getKey()
                + ": it speaks of whom it is attached to,");
      }
      if (!STATEMENT_ELEMENTS.contains(member.getKey())) {
        throw unknownElement(member.getKey(), member.getValue().nameAt(), "a statement");
      }
    }
    Statement.Patterns actions = patterns(statement, "Action");
    Statement.Patterns resources = patterns(statement, "Resource");
    Json.Member condition = statement.members().get("Condition");
    return new Statement(
        sid(statement.members().get("Sid")),
        effect(statement),
        actions,
        resources,
        condition == null ? List.of() : ConditionReader.clauses(condition.value()),
        statement.at());
  }

  private static @Nullable String sid(Json.@Nullable Member member) {
    if (member == null) {
      return null;
    }
    String sid = text(member.value(), "Sid");
    for (int i = 0; i < sid.length(); i++) {
      char c = sid.charAt(i);
      if (!isAlphanumeric(c)) {
        throw new PolicySyntaxException(
            "UNSUPPORTED_SID",
            member.value().at(),
            "a Sid of an identity policy holds letters and digits only");
      }
    }
    return sid;
  }

  private static Effect effect(Json.Members statement) {
    Json.Member effect = statement.members().get("Effect");
    if (effect == null) {
      throw new PolicySyntaxException(
          "MISSING_EFFECT", statement.at(), "the statement has no Effect");
    }
    return switch (text(effect.value(), "Effect")) {
      case "Allow" -> Effect.ALLOW;
      case "Deny" -> Effect.DENY;
      default ->
          throw new PolicySyntaxException(
              "INVALID_EFFECT", effect.value().at(), "Effect must be \"Allow\" or \"Deny\"");
    };
  }

  private static Statement.Patterns patterns(Json.Members statement, String element) {
    Json.Member plain = statement.members().get(element);
    Json.Member not = statement.members().get("Not" + element);
    if (plain != null && not != null) {
      throw new PolicySyntaxException(
          "UNSUPPORTED_ELEMENT_COMBINATION",
          not.nameAt(),
          "a statement has " + element + " or Not" + element + ", not both,");
    }
    Json.Member member = plain != null ? plain : not;
    if (member == null) {
      throw new PolicySyntaxException(
          element.equals("Action") ? "MISSING_ACTION" : "MISSING_RESOURCE",
          statement.at(),
          "the statement has neither " + element + " nor Not" + element);
    }
    List<Json> items =
        member.value() instanceof Json.Items list ? list.items() : List.of(member.value());
    List<String> values = new ArrayList<>();
    for (Json item : items) {
      String value = text(item, element);
      if (element.equals("Action")) {
        ActionPattern.check(value, item.at());
      }
      values.add(value);
    }
    return new Statement.Patterns(plain == null, values);
  }

  static boolean isAlphanumeric(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }

  static Json.Members object(Json value, String what) {
    if (value instanceof Json.Members members) {
      return members;
    }
    throw new PolicySyntaxException(
        "DATA_TYPE_MISMATCH", value.at(), what + " is an object, this is " + value.kind());
  }

  private static String text(Json value, String element) {
    if (value instanceof Json.Text text) {
      return text.value();
    }
    throw new PolicySyntaxException(
        "DATA_TYPE_MISMATCH", value.at(), element + " takes a string, this is " + value.kind());
  }

  private static PolicySyntaxException unknownElement(String name, Place at, String where) {
    return new PolicySyntaxException(
        "INVALID_POLICY_ELEMENT", at, "\"" + name + "\" is no element of " + where);
  }
}
