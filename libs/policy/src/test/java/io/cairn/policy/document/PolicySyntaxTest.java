package io.cairn.policy.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cairn.policy.syntax.Place;
import io.cairn.policy.syntax.PolicySyntaxException;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullMarked
class PolicySyntaxTest {

  private static PolicySyntaxException refusal(String json) {
    return catchThrowableOfType(
        PolicySyntaxException.class, () -> PolicyDocument.parse(PolicyType.IDENTITY, json));
  }

  @ParameterizedTest(name = "{0} at {1}: {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "JSON_SYNTAX_ERROR | `` | {'Statement':[}",
        "JSON_SYNTAX_ERROR | `` | ``",
        "JSON_SYNTAX_ERROR | `` | {'Statement':[]} x",
        "DATA_TYPE_MISMATCH | `` | []",
        "MISSING_STATEMENT | `` | {'Version':'2012-10-17'}",
        "INVALID_VERSION | /Version | {'Version':'2012-10-18','Statement':[]}",
        "DATA_TYPE_MISMATCH | /Version | {'Version':2012,'Statement':[]}",
        "INVALID_POLICY_ELEMENT | /Id | {'Id':'x','Statement':[]}",
        "INVALID_POLICY_ELEMENT | /statement | {'statement':[]}",
        "CAIRN_DUPLICATE_KEY | /Statement | {'Statement':[],'Statement':[]}",
        "DATA_TYPE_MISMATCH | /Statement/0 | {'Statement':['x']}",
        "MISSING_EFFECT | /Statement/0 | {'Statement':[{'Action':'*','Resource':'*'}]}",
        "INVALID_EFFECT | /Statement/0/Effect | {'Statement':[{'Effect':'allow','Action':'*','Resource':'*'}]}",
        "MISSING_ACTION | /Statement/0 | {'Statement':[{'Effect':'Allow','Resource':'*'}]}",
        "MISSING_RESOURCE | /Statement/0 | {'Statement':[{'Effect':'Allow','Action':'*'}]}",
        "UNSUPPORTED_ELEMENT_COMBINATION | /Statement/0/NotAction | {'Statement':[{'Effect':'Allow','Action':'*','NotAction':'*','Resource':'*'}]}",
        "UNSUPPORTED_PRINCIPAL | /Statement/0/Principal | {'Statement':[{'Effect':'Allow','Principal':'*','Action':'*','Resource':'*'}]}",
        "UNSUPPORTED_PRINCIPAL | /Statement/0/NotPrincipal | {'Statement':[{'Effect':'Allow','NotPrincipal':'*','Action':'*','Resource':'*'}]}",
        "INVALID_POLICY_ELEMENT | /Statement/0/Conditions | {'Statement':[{'Effect':'Allow','Action':'*','Resource':'*','Conditions':{}}]}",
        "INVALID_ACTION | /Statement/0/Action | {'Statement':[{'Effect':'Allow','Action':'**','Resource':'*'}]}",
        "INVALID_ACTION | /Statement/0/Action/1 | {'Statement':[{'Effect':'Allow','Action':['*','s3'],'Resource':'*'}]}",
        "INVALID_SERVICE_IN_ACTION | /Statement/0/Action | {'Statement':[{'Effect':'Allow','Action':'*:*','Resource':'*'}]}",
        "DATA_TYPE_MISMATCH | /Statement/0/Resource | {'Statement':[{'Effect':'Allow','Action':'*','Resource':7}]}",
        "UNSUPPORTED_SID | /Statement/0/Sid | {'Statement':[{'Sid':'a b','Effect':'Allow','Action':'*','Resource':'*'}]}",
        "UNIQUE_SIDS_REQUIRED | /Statement/1 | {'Statement':[{'Sid':'a','Effect':'Allow','Action':'*','Resource':'*'},{'Sid':'a','Effect':'Deny','Action':'*','Resource':'*'}]}",
        "INVALID_CONDITION_OPERATOR | /Statement/0/Condition/Like | {'Statement':[{'Effect':'Allow','Action':'*','Resource':'*','Condition':{'Like':{'a':'b'}}}]}",
        "INVALID_CONDITION_OPERATOR | /Statement/0/Condition/NullIfExists | {'Statement':[{'Effect':'Allow','Action':'*','Resource':'*','Condition':{'NullIfExists':{'a':'true'}}}]}",
        "DATA_TYPE_MISMATCH | /Statement/0/Condition/Bool/a~1b | {'Statement':[{'Effect':'Allow','Action':'*','Resource':'*','Condition':{'Bool':{'a/b':null}}}]}",
      })
  void shouldNameCodeAndPointer(String code, String pointer, String json) {
    // When
    PolicySyntaxException refusal = refusal(json.replace('\'', '"'));
    // Then
    assertThat(refusal.code()).isEqualTo(code);
    assertThat(refusal.place().pointer()).isEqualTo(pointer);
    assertThat(refusal).hasMessageContaining("line ");
  }

  @Test
  void shouldNameLineAndColumn() {
    // When
    PolicySyntaxException refusal =
        refusal(
            "{\n  \"Statement\": {\n    \"Effect\": \"allow\", \"Action\": \"*\", \"Resource\": \"*\"}}");
    // Then
    assertThat(refusal.place()).isEqualTo(new Place(3, 15, "/Statement/Effect"));
    assertThat(refusal)
        .hasMessage(
            "Effect must be \"Allow\" or \"Deny\" at line 3, column 15 (/Statement/Effect)");
  }

  @Test
  void shouldBoundBytesDepthAndValues() {
    assertThat(refusal(" ".repeat(64 * 1024) + "{}").code()).isEqualTo("CAIRN_POLICY_TOO_LARGE");
    assertThat(refusal("{\"Statement\":" + "[".repeat(16) + "]".repeat(16) + "}").code())
        .isEqualTo("CAIRN_TOO_DEEP");
    assertThat(refusal("{\"Statement\":[" + "1,".repeat(10_000) + "1]}").code())
        .isEqualTo("CAIRN_TOO_MANY_VALUES");
  }

  @Test
  void shouldRefuseWhatIsNoUnicode() {
    assertThatThrownBy(
            () -> PolicyDocument.parse(PolicyType.IDENTITY, new byte[] {'"', (byte) 0xC3, '"'}))
        .hasMessageContaining("UTF-8");
    assertThat(refusal("{\"Statement\":\"\\ud800\"}")).hasMessageContaining("U+D800");
    assertThat(refusal("{\"Statement\":\"\\uffff\"}")).hasMessageContaining("U+FFFF");
    assertThatCode(
            () ->
                PolicyDocument.parse(
                    PolicyType.IDENTITY,
                    "{\"Statement\":{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"\uD83D\uDE00\"}}"))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest(name = "{0} in {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "MISSING_PRINCIPAL | RESOURCE | 'Effect':'Allow','Action':'*','Resource':'*'",
        "MISSING_PRINCIPAL | RESOURCE_CONTROL | 'Effect':'Deny','Action':'*','Resource':'*'",
        "INVALID_PRINCIPAL_FORMAT | RESOURCE | 'Effect':'Allow','Principal':'arn:aws:iam::111122223333:root','Action':'*','Resource':'*'",
        "INVALID_PRINCIPAL_FORMAT | RESOURCE | 'Effect':'Allow','Principal':{'AWS':'ann'},'Action':'*','Resource':'*'",
        "INVALID_PRINCIPAL_FORMAT | RESOURCE | 'Effect':'Allow','Principal':{'AWS':'arn:aws:iam::111122223333:group/g'},'Action':'*','Resource':'*'",
        "UNSUPPORTED_WILDCARD_IN_PRINCIPAL | RESOURCE | 'Effect':'Allow','Principal':{'AWS':'arn:aws:iam::111122223333:user/*'},'Action':'*','Resource':'*'",
        "INVALID_PRINCIPAL_KEY | RESOURCE | 'Effect':'Allow','Principal':{'aws':'*'},'Action':'*','Resource':'*'",
        "INVALID_SERVICE_PRINCIPAL_FORMAT | RESOURCE | 'Effect':'Allow','Principal':{'Service':'*'},'Action':'*','Resource':'*'",
        "ALLOW_WITH_NOTPRINCIPAL | RESOURCE | 'Effect':'Allow','NotPrincipal':{'AWS':'111122223333'},'Action':'*','Resource':'*'",
        "ROLE_TRUST_POLICY_SYNTAX_ERROR_NOTPRINCIPAL | TRUST | 'Effect':'Deny','NotPrincipal':{'AWS':'111122223333'},'Action':'*'",
        "ROLE_TRUST_POLICY_SYNTAX_ERROR_RESOURCE | TRUST | 'Effect':'Allow','Principal':'*','Action':'*','Resource':'*'",
        "UNSUPPORTED_PRINCIPAL | SERVICE_CONTROL | 'Effect':'Deny','Principal':'*','Action':'*','Resource':'*'",
        "UNSUPPORTED_PRINCIPAL | RESOURCE_CONTROL | 'Effect':'Deny','Principal':{'AWS':'111122223333'},'Action':'*','Resource':'*'",
        "INVALID_EFFECT | RESOURCE_CONTROL | 'Effect':'Allow','Principal':'*','Action':'s3:*','Resource':'*'",
        "MISSING_RESOURCE | RESOURCE | 'Effect':'Allow','Principal':'*','Action':'*'",
      })
  void shouldRefuseWhatPolicyTypeDoesNotKnow(String code, PolicyType type, String statement) {
    // Given
    String json = "{'Statement':[{" + statement + "}]}";
    // When
    PolicySyntaxException refusal =
        catchThrowableOfType(
            PolicySyntaxException.class, () -> PolicyDocument.parse(type, json.replace('\'', '"')));
    // Then
    assertThat(refusal.code()).isEqualTo(code);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "RESOURCE | 'Id':'any','Statement':{'Sid':'a b','Effect':'Allow','Principal':{'AWS':['111122223333','AIDAEXAMPLE12345'],'Service':'sns.amazonaws.com'},'Action':'s3:*','Resource':'*'}",
        "RESOURCE | 'Statement':{'Effect':'Deny','NotPrincipal':{'AWS':'arn:aws:sts::111122223333:assumed-role/r/s'},'Action':'s3:*','NotResource':'*'}",
        "TRUST | 'Statement':{'Effect':'Allow','Principal':{'Federated':'accounts.google.com'},'Action':'sts:AssumeRoleWithWebIdentity'}",
        "SERVICE_CONTROL | 'Statement':{'Effect':'Allow','NotAction':'iam:*','Resource':'*','Condition':{'Bool':{'aws:x':true}}}",
        "RESOURCE_CONTROL | 'Statement':{'Effect':'Allow','Principal':'*','Action':'*','Resource':'*'}",
        "VPC_ENDPOINT | 'Statement':{'Effect':'Allow','Principal':'*','Action':'*','Resource':'*'}",
      })
  void shouldReadWhatPolicyTypeKnows(PolicyType type, String members) {
    assertThat(PolicyDocument.parse(type, ("{" + members + "}").replace('\'', '"')).statements())
        .hasSize(1);
  }
}
