package io.cairn.policy.document;

import io.cairn.policy.syntax.Json;
import io.cairn.policy.syntax.Place;
import io.cairn.policy.syntax.PolicySyntaxException;
import java.util.ArrayList;
import java.util.List;

/** The grammar of a Condition element. */
final class ConditionReader {
  private ConditionReader() {}

  static List<Statement.ConditionClause> clauses(Json condition) {
    List<Statement.ConditionClause> clauses = new ArrayList<>();
    for (var block : DocumentReader.object(condition, "Condition").members().entrySet()) {
      ConditionOperator operator = operator(block.getKey(), block.getValue().nameAt());
      Json.Members keys = DocumentReader.object(block.getValue().value(), block.getKey());
      for (var key : keys.members().entrySet()) {
        Json.Member member = key.getValue();
        if (key.getKey().isEmpty()) {
          throw new PolicySyntaxException(
              "INVALID_CONDITION_KEY_FORMAT", member.nameAt(), "a condition key has no name");
        }
        clauses.add(
            new Statement.ConditionClause(
                operator, key.getKey(), values(member.value()), member.nameAt()));
      }
    }
    return clauses;
  }

  private static ConditionOperator operator(String name, Place at) {
    ConditionOperator operator = ConditionOperator.named(name);
    if (operator == null) {
      throw new PolicySyntaxException(
          "INVALID_CONDITION_OPERATOR", at, "there is no condition operator \"" + name + "\"");
    }
    return operator;
  }

  private static List<String> values(Json value) {
    List<String> values = new ArrayList<>();
    for (Json item : DocumentReader.values(value)) {
      values.add(
          switch (item) {
            case Json.Text text -> text.value();
            case Json.Bare bare -> bare.text();
            case Json.Null _, Json.Items _, Json.Members _ ->
                throw new PolicySyntaxException(
                    "DATA_TYPE_MISMATCH",
                    item.at(),
                    "a condition value is a string, number or boolean, this is " + item.kind());
          });
    }
    return values;
  }
}
