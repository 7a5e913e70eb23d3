package io.cairn.policy.document;

import io.cairn.policy.syntax.Json;
import io.cairn.policy.syntax.Place;
import io.cairn.policy.syntax.PolicySyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The grammar of a document. */
final class DocumentReader {
  private static final Set<String> ELEMENTS = Set.of("Version", "Statement");

  private final PolicyType type;
  private final StatementReader statements;

  DocumentReader(PolicyType type) {
    this.type = type;
    this.statements = new StatementReader(type);
  }

  PolicyDocument document(Json root) {
    Json.Members document = object(root, "a policy");
    for (var member : document.members().entrySet()) {
      String name = member.getKey();
      if (!ELEMENTS.contains(name) && !(name.equals("Id") && type.mayHaveId())) {
        throw new PolicySyntaxException(
            "INVALID_POLICY_ELEMENT",
            member.getValue().nameAt(),
            "\"" + name + "\" is no element of " + type.inWords());
      }
    }
    Json.Member statement = document.members().get("Statement");
    if (statement == null) {
      throw new PolicySyntaxException(
          "MISSING_STATEMENT", document.at(), "the policy has no Statement");
    }
    return new PolicyDocument(
        type, version(document.members().get("Version")), statements(statement.value()));
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

  private List<Statement> statements(Json value) {
    List<Statement> read = new ArrayList<>();
    Set<String> sids = new HashSet<>();
    for (Json item : values(value)) {
      Statement statement = statements.statement(object(item, "a statement"));
      String sid = statement.sid();
      if (type.hasPlainSids() && sid != null && !sid.isEmpty() && !sids.add(sid)) {
        throw new PolicySyntaxException(
            "UNIQUE_SIDS_REQUIRED",
            statement.place(),
            "the Sid \"" + sid + "\" stands at two statements");
      }
      read.add(statement);
    }
    return read;
  }

  /** A list's values, or the one value itself: AWS takes both everywhere. */
  static List<Json> values(Json value) {
    return value instanceof Json.Items list ? list.items() : List.of(value);
  }

  static boolean isAlphanumeric(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }

  static Json.Members object(Json value, String what) {
    if (value instanceof Json.Members members) {
      return members;
    }
    throw mismatch(value.at(), what + " is an object, this is " + value.kind());
  }

  static String text(Json value, String element) {
    if (value instanceof Json.Text text) {
      return text.value();
    }
    throw mismatch(value.at(), element + " takes a string, this is " + value.kind());
  }

  private static PolicySyntaxException mismatch(Place at, String problem) {
    return new PolicySyntaxException("DATA_TYPE_MISMATCH", at, problem);
  }
}
