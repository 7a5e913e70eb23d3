package io.cairn.policy.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullMarked
class SimulationTest {
  private static final String CASE =
      "{'id':'1','principal':'arn:aws:iam::111122223333:user/ann','action':'s3:GetObject',"
          + "'resource':'arn:aws:s3:::b/k','resourceAccountId':'111122223333',"
          + "'identityPolicies':[{'name':'p','document':{'Version':'2012-10-17','Statement':"
          + "{'Sid':'Read','Effect':'Allow','Action':'s3:Get*','Resource':'*',"
          + "'Condition':{'StringEquals':{'aws:username':'ann'}}}}}],"
          + "'context':{'aws:username':'ann'}}";

  private static Simulation.Answer answer(String line, boolean explained) {
    return Simulation.answer(line.replace('\'', '"'), explained);
  }

  @Test
  void shouldNameDecidingStatementsWhenCaseIsDecided() {
    // When
    Simulation.Answer answer = answer(CASE, false);
    // Then
    assertThat(answer.refused()).isFalse();
    assertThat(answer.json())
        .isEqualTo(
            "{'id':'1','decision':'allowed','matchedStatements':[{'sourcePolicyId':'p',"
                    .replace('\'', '"')
                + "'sourcePolicyType':'identity','sid':'Read','index':0,'effect':'Allow'}],"
                    .replace('\'', '"')
                + "'missingContextKeys':[]}".replace('\'', '"'));
  }

  @Test
  void shouldNameMissingKeyAndFailedElementWhenExplained() {
    // When
    String json =
        answer(CASE.replace("'context':{'aws:username'", "'context':{'aws:x'"), true).json();
    // Then
    assertThat(json)
        .contains("\"decision\":\"implicitDeny\"")
        .contains("\"missingContextKeys\":[\"aws:username\"]")
        .contains("\"wanting\":\"no identity policy allows it\"")
        .contains("\"failed\":\"Condition\",\"operator\":\"StringEquals\"")
        .contains("\"requested\":null");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "no JSON | JSON_SYNTAX_ERROR | {'id':'1'",
        "no object | a case is an object | []",
        "no principal | the case has no principal | {'id':'1','action':'a:b','resource':'*'}",
        "unknown member | 'polices' is no member of a case | {'id':'1','polices':[]}",
        "bad action | an action is written service:Action | {'id':'1','principal':'*','action':'ab','resource':'*'}",
        "no owner | resourceAccountId is missing | {'id':'1','principal':'*','action':'a:b','resource':'*'}",
        "bad policy | MISSING_EFFECT | {'id':'1','principal':'*','resourceAccountId':'111122223333','action':'a:b','resource':'*','identityPolicies':[{'name':'p','document':{'Statement':{'Action':'*','Resource':'*'}}}]}",
        "bad principal | a principal is an ARN | {'id':'1','principal':'ann','action':'a:b','resource':'*'}",
      })
  void shouldRefuseWithReasonWhenCaseIsWrong(String name, String reason, String line) {
    // When
    Simulation.Answer answer = answer(line, false);
    // Then
    assertThat(answer.refused()).isTrue();
    assertThat(answer.json().replace("\\\"", "'")).contains("\"error\":").contains(reason);
  }
}
