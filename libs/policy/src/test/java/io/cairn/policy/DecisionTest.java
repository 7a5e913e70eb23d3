package io.cairn.policy;

import static io.cairn.policy.Requests.document;
import static io.cairn.policy.Requests.request;
import static io.cairn.policy.Requests.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.policy.request.AuthorizationRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullMarked
class DecisionTest {

  private static final String ALLOW_ALL = "{'Effect':'Allow','Action':'*','Resource':'*'}";

  @Test
  void shouldDenyImplicitlyWhenNothingMatches() {
    assertThat(set(document()).decide(request("s3:GetObject", "*")))
        .isEqualTo(Decision.IMPLICIT_DENY);
  }

  @Test
  void shouldDenyExplicitlyWhenAllowAndDenyMatch() {
    // Given
    var policies =
        set(
            document(ALLOW_ALL),
            document("{'Effect':'Deny','Action':'s3:Delete*','Resource':'*'}"));
    // When / Then
    assertThat(policies.decide(request("s3:DeleteBucket", "arn:aws:s3:::b")))
        .isEqualTo(Decision.EXPLICIT_DENY);
    assertThat(policies.decide(request("s3:GetObject", "arn:aws:s3:::b/k")))
        .isEqualTo(Decision.ALLOWED);
  }

  @ParameterizedTest
  @CsvSource({
    "*, s3:GetObject, true",
    "s3:GetObject, S3:getobject, true",
    "S3:GETOBJECT, s3:GetObject, true",
    "s3:Get*, s3:GetObject, true",
    "s3:Get*, s3:PutObject, false",
    "s3:*, s3:GetObject, true",
    "s3:*, s3-outposts:GetObject, false",
    "s3:Get?bject, s3:GetObject, true",
    "s3:Get?Object, s3:GetObject, false",
    "s3:ab*ba, s3:aba, false",
    "s3:ab*ba, s3:abba, true",
    "'s3:', s3:GetObject, false",
  })
  void shouldMatchActionsIgnoringCase(String pattern, String action, boolean matches) {
    // Given
    var allow = set(document("{'Effect':'Allow','Action':'%s','Resource':'*'}".formatted(pattern)));
    var allBut =
        set(document("{'Effect':'Allow','NotAction':['%s'],'Resource':'*'}".formatted(pattern)));
    // When / Then
    assertThat(allow.decide(request(action, "*")) == Decision.ALLOWED).isEqualTo(matches);
    assertThat(allBut.decide(request(action, "*")) == Decision.ALLOWED).isEqualTo(!matches);
  }

  @ParameterizedTest
  @CsvSource({
    "*, *, true",
    "*, arn:aws:s3:::b, true",
    "arn:aws:s3:::b, *, false",
    "arn:*, *, false",
    "arn:aws:s3:::b, arn:aws:s3:::b, true",
    "arn:aws:s3:::b, arn:aws:s3:::B, false",
    "ARN:aws:s3:::b, arn:aws:s3:::b, false",
    "arn:aws:s3:*:*:b/*, arn:aws:s3:::b/k/l, true",
    "arn:aws:s3:?:*:b/*, arn:aws:s3:::b/k, false",
    "arn:aws:s3:us-east-1::b, arn:aws:s3:::b, false",
    "arn:aws:sqs, arn:aws:sqs:eu-west-1:111122223333:orders, true",
    "arn:aws:sqs:*:orders, arn:aws:sqs:eu-west-1:111122223333:orders, false",
    "arn:aws:lambda:*:*:function:e*, arn:aws:lambda:eu-west-1:1:function:etl:PROD, true",
    "arn:aws:*:*:*:*, arn:aws:iam::111122223333:user/a, true",
    "arn:aws:s3:::b*, arn:aws-cn:s3:::b, false",
    "arn:aws:iam::1:user/?, arn:aws:iam::1:user/ab, false",
    "arn:aws:s3:::${aws:username}/*, arn:aws:s3:::ann/x, true",
    "arn:aws:s3:::${aws:username}/*, arn:aws:s3:::bob/x, false",
    "arn:aws:s3:::${aws:star}/*, arn:aws:s3:::bob/x, false",
    "arn:aws:s3:::${aws:star}/*, arn:aws:s3:::*/x, true",
    "arn:aws:s3:::${AWS:UserName}, arn:aws:s3:::ann, true",
    "arn:aws:s3:::${aws:missing}, arn:aws:s3:::ann, false",
    "'arn:aws:s3:::${aws:missing, ''dflt''}', arn:aws:s3:::dflt, true",
    "'arn:aws:s3:::${aws:missing, ''*''}', arn:aws:s3:::x, false",
    "arn:aws:s3:::${*}, arn:aws:s3:::x, false",
    "arn:aws:s3:::${*}, arn:aws:s3:::*, true",
    "arn:aws:s3:::a${?}${$}b, arn:aws:s3:::a?$b, true",
    "arn:aws:s3:::${aws:empty}, 'arn:aws:s3:::', false",
    "arn:aws:s3:::${aws:tags}, arn:aws:s3:::t, false",
    "arn:aws:s3:::${open, arn:aws:s3:::${open, true",
  })
  void shouldMatchResourcesBySegment(String pattern, String resource, boolean matches) {
    // Given
    var allow = set(allowing("Resource", pattern));
    var allBut = set(allowing("NotResource", pattern));
    var asked =
        request(
            "s3:GetObject",
            resource,
            "aws:username",
            "ann",
            "aws:star",
            "*",
            "aws:empty",
            "",
            "aws:tags",
            List.of("t"));
    // When / Then
    assertThat(allow.decide(asked) == Decision.ALLOWED).isEqualTo(matches);
    assertThat(allBut.decide(asked) == Decision.ALLOWED).isEqualTo(!matches);
  }

  private static String allowing(String element, String resource) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"%s\":\"%s\"}}"
        .formatted(element, resource);
  }

  @Test
  void shouldTakeVariablesLiterallyWhenVersionIsOldOrAbsent() {
    // Given
    String statement =
        "[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"arn:aws:s3:::${aws:username}\"}]";
    var absent = set("{\"Statement\":" + statement + "}");
    var old = set("{\"Version\":\"2008-10-17\",\"Statement\":" + statement + "}");
    // When / Then
    for (Requests.Own policies : List.of(absent, old)) {
      assertThat(policies.decide(request("s3:G", "arn:aws:s3:::ann", "aws:username", "ann")))
          .isEqualTo(Decision.IMPLICIT_DENY);
      assertThat(
              policies.decide(
                  request("s3:G", "arn:aws:s3:::${aws:username}", "aws:username", "ann")))
          .isEqualTo(Decision.ALLOWED);
    }
  }

  @Test
  void shouldMatchNothingWhenListIsEmpty() {
    assertThat(
            set(document("{'Effect':'Allow','Action':[],'Resource':'*'}"))
                .decide(request("s3:G", "*")))
        .isEqualTo(Decision.IMPLICIT_DENY);
    assertThat(
            set(document("{'Effect':'Allow','Action':'*','Resource':[]}"))
                .decide(request("s3:G", "*")))
        .isEqualTo(Decision.IMPLICIT_DENY);
  }

  @Test
  void shouldTakeStatementThatIsNoList() {
    assertThat(
            set("{\"Statement\":" + ALLOW_ALL.replace('\'', '"') + "}")
                .decide(request("s3:G", "*")))
        .isEqualTo(Decision.ALLOWED);
  }

  @Nested
  class Request {
    @ParameterizedTest
    @CsvSource({"s3", ":Get", "s3:", "a:b:c"})
    void shouldRefuseActionThatIsMalformed(String action) {
      assertThatThrownBy(() -> new AuthorizationRequest(action, "*", Map.of()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("service:Action");
    }

    @Test
    void shouldRefuseWhatIsBeyondItsBound() {
      assertThatThrownBy(() -> request("s3:G", "a".repeat(2049)))
          .hasMessageContaining("resource is longer");
      assertThatThrownBy(() -> request("s3:G", "*", "k", "v".repeat(2049)))
          .hasMessageContaining("k is longer");
      assertThatThrownBy(() -> request("s3:G", "*", "k", "v", "K", "w"))
          .hasMessageContaining("given twice");
      assertThatThrownBy(() -> request("s3:G", "*", "k", "\uFFFF"))
          .hasMessageContaining("no character");
    }
  }

  @Nested
  class Explain {
    private final Requests.Own policies =
        set(
            document(
                "{'Sid':'A','Effect':'Allow','Action':'ec2:*','Resource':'*'}",
                "{'Sid':'B','Effect':'Allow','Action':'s3:*','Resource':'arn:aws:s3:::x'}",
                "{'Sid':'C','Effect':'Allow','Action':'s3:*','Resource':'*',"
                    + "'Condition':{'Bool':{'aws:MultiFactorAuthPresent':'true'}}}",
                "{'Sid':'D','Effect':'Deny','NotAction':'s3:Get*','NotResource':'arn:aws:s3:::y'}"));

    @Test
    void shouldNameFirstFailingElementOfEachStatement() {
      // When
      Trace trace = policies.explain(request("s3:GetObject", "arn:aws:s3:::z"));
      // Then
      assertThat(trace.decision()).isEqualTo(Decision.IMPLICIT_DENY);
      assertThat(trace.deciding()).isEmpty();
      assertThat(trace.missingContextKeys()).containsExactly("aws:MultiFactorAuthPresent");
      assertThat(trace.steps())
          .extracting(Trace.Step::failure)
          .satisfiesExactly(
              f -> assertThat(f).isEqualTo(new Trace.Failure.OfAction("Action")),
              f -> assertThat(f).isEqualTo(new Trace.Failure.OfResource("Resource")),
              f ->
                  assertThat(f)
                      .isInstanceOfSatisfying(
                          Trace.Failure.OfCondition.class,
                          c -> {
                            assertThat(c.operator()).hasToString("Bool");
                            assertThat(c.requested()).isNull();
                            assertThat(c.place().pointer())
                                .isEqualTo(
                                    "/Statement/2/Condition/Bool/aws:MultiFactorAuthPresent");
                          }),
              f -> assertThat(f).isEqualTo(new Trace.Failure.OfAction("NotAction")));
    }

    @Test
    void shouldNameDecidingStatement() {
      // When
      Trace allowed = policies.explain(request("s3:GetObject", "arn:aws:s3:::x"));
      Trace denied = policies.explain(request("s3:PutObject", "arn:aws:s3:::x"));
      // Then
      assertThat(allowed.decision()).isEqualTo(Decision.ALLOWED);
      assertThat(allowed.deciding()).extracting(Trace.Step::sid).containsExactly("B");
      assertThat(denied.decision()).isEqualTo(Decision.EXPLICIT_DENY);
      assertThat(denied.deciding()).extracting(Trace.Step::index).containsExactly(3);
    }
  }
}
