package io.cairn.policy;

import static io.cairn.policy.Requests.document;
import static io.cairn.policy.Requests.request;
import static io.cairn.policy.Requests.set;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullMarked
class ConditionTest {

  /** Absent key {@code -}; a list {@code [a b]}; else one value. */
  private static boolean holds(String operator, String values, String requested) {
    var policies =
        set(
            document(
                "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":{\""
                    + operator
                    + "\":{\"Some:Key\":"
                    + values
                    + "}}}"));
    List<Object> context =
        new ArrayList<>(List.of("aws:username", "ann", "aws:tags", List.of("t")));
    if (requested.startsWith("[")) {
      String inner = requested.substring(1, requested.length() - 1);
      context.addAll(
          List.of("some:key", inner.isEmpty() ? List.of() : List.of(inner.split(" ", -1))));
    } else if (!requested.equals("-")) {
      context.addAll(List.of("some:key", requested));
    }
    return policies.decide(request("a:B", "*", context.toArray())) == Decision.ALLOWED;
  }

  @ParameterizedTest(name = "{0} {1} asked with {2}: {3}")
  @CsvSource(
      delimiter = '|',
      value = {
        // whole text
        "StringEquals | \"a\" | a | true",
        "stringequals | \"a\" | a | true",
        "StringEquals | \"a\" | A | false",
        "StringEquals | [\"b\",\"a\"] | a | true",
        "StringEquals | \"a*\" | ab | false",
        "StringEquals | \"a*\" | a* | true",
        "StringEquals | \"${aws:username}\" | ann | true",
        "StringEquals | \"${aws:missing}\" | ann | false",
        "StringEquals | \"${aws:tags}\" | t | false",
        "StringEquals | \"${*}\" | * | true",
        "StringEquals | true | true | true",
        "StringEquals | 1.50 | 1.50 | true",
        "StringEquals | [] | a | false",
        "StringNotEquals | [] | a | true",
        "StringNotEquals | \"a\" | b | true",
        "StringNotEquals | [\"a\",\"b\"] | b | false",
        "StringNotEquals | \"${aws:missing}\" | b | true",
        "StringEqualsIgnoreCase | \"aB\" | Ab | true",
        "StringNotEqualsIgnoreCase | \"aB\" | Ab | false",
        // wildcards
        "StringLike | \"a*c?e\" | abbbcde | true",
        "StringLike | \"a*\" | a | true",
        "StringLike | \"a?\" | a | false",
        "StringLike | \"A*\" | ab | false",
        "StringLike | \"${*}x\" | ax | false",
        "StringLike | \"x-${aws:username}-*\" | x-ann-1 | true",
        "StringNotLike | \"a*\" | ab | false",
        "StringNotLike | \"a*\" | b | true",
        // numbers
        "NumericEquals | \"10\" | 10.0 | true",
        "NumericEquals | 10 | +10. | true",
        "NumericEquals | \"9007199254740993\" | 9007199254740992 | false",
        "NumericEquals | \"1e1\" | 10 | false",
        "NumericEquals | \"10\" | 1e1 | false",
        "NumericNotEquals | \"x\" | 1 | false",
        "NumericNotEquals | [\"x\",\"2\"] | 1 | false",
        "NumericNotEquals | \"2\" | x | false",
        "NumericNotEqualsIfExists | \"2\" | x | false",
        "NumericNotEquals | \"2\" | 1 | true",
        "NumericLessThan | \"-5\" | -5.1 | true",
        "NumericLessThan | \"5\" | 5 | false",
        "NumericLessThanEquals | \"5\" | 5.0 | true",
        "NumericGreaterThan | \"5\" | 5.0000000000000000000001 | true",
        "NumericGreaterThanEquals | [\"9\",\"5\"] | 5 | true",
        // dates
        "DateEquals | \"2025-01-01T00:00:00Z\" | 1735689600 | true",
        "DateEquals | \"2025\" | 2025-01-01T01:00+01:00 | true",
        "DateLessThan | \"2025-06\" | 2025-05-31T23:59:59.999Z | true",
        "DateLessThan | \"2025-02-30\" | 2025-01-01 | false",
        "DateNotEquals | \"2025-02-30\" | 2025-01-01 | false",
        "DateNotEquals | \"2025-02-28\" | never | false",
        "DateGreaterThan | \"2025-01-01\" | 2025-01-01 | false",
        "DateGreaterThanEquals | \"2025-01-01\" | 2025-01-01T00:00:00 | true",
        "DateLessThanEquals | \"2025-01-01\" | 2025-01-01T00:00:00.001Z | false",
        "DateEquals | \"2025-01-01T00:00:00.5Z\" | 2025-01-01T00:00:00.500Z | true",
        // booleans and base 64
        "Bool | \"true\" | TRUE | true",
        "Bool | true | true | true",
        "Bool | \"false\" | true | false",
        "Bool | \"yes\" | yes | false",
        "BinaryEquals | \"QmluYXJ5\" | QmluYXJ5 | true",
        "BinaryEquals | \"QmluYXJ5\" | QmluYXJz | false",
        // addresses
        "IpAddress | \"203.0.113.0/24\" | 203.0.113.9 | true",
        "IpAddress | \"203.0.113.77/24\" | 203.0.113.9 | true",
        "IpAddress | \"203.0.113.9\" | 203.0.113.9 | true",
        "IpAddress | \"203.0.113.9\" | 203.0.113.8 | false",
        "IpAddress | \"0.0.0.0/0\" | 203.0.113.8 | true",
        "IpAddress | \"0.0.0.0/0\" | 2001:db8::1 | false",
        "IpAddress | \"::/0\" | 2001:db8::1 | true",
        "IpAddress | \"2001:db8::/33\" | 2001:db8:7fff::1 | true",
        "IpAddress | \"2001:db8::/33\" | 2001:db8:8000::1 | false",
        "IpAddress | \"2001:db8::/127\" | 2001:db8::1 | true",
        "IpAddress | \"2001:db8::/127\" | 2001:db8::2 | false",
        "IpAddress | \"::ffff:1.2.3.4\" | 1.2.3.4 | false",
        "IpAddress | \"::ffff:1.2.3.4\" | ::ffff:102:304 | true",
        "IpAddress | \"10.0.0.010\" | 10.0.0.10 | false",
        "IpAddress | \"10.0.0.0/33\" | 10.0.0.1 | false",
        "NotIpAddress | \"10.0.0.0/33\" | 10.0.0.1 | false",
        "NotIpAddress | \"2001:db8::/32\" | 10.0.0.1 | true",
        "NotIpAddress | \"10.0.0.0/8\" | 10.1.1.1 | false",
        "NotIpAddress | \"10.0.0.0/8\" | host | false",
        "IpAddress | \"1:2:3:4:5:6:7::\" | 1:2:3:4:5:6:7:0 | true",
        "IpAddress | \"1::2::3\" | 1:0:0:0:2:0:0:3 | false",
        // ARNs
        "ArnLike | \"arn:aws:sns:*:111122223333:*\" | arn:aws:sns:eu-west-1:111122223333:t:s | true",
        "ArnEquals | \"arn:aws:sns:*:111122223333:*\" | arn:aws:sns:eu-west-1:111122223333:t | true",
        "ArnEquals | \"arn:aws:sns\" | arn:aws:sns:eu-west-1:111122223333:t | false",
        "ArnNotEquals | \"arn:aws:sns\" | arn:aws:sns:eu-west-1:111122223333:t | false",
        "ArnNotLike | \"arn:aws:sns:::t\" | arn:aws:sns:::u | true",
        "ArnNotLike | \"arn:aws:sns:::t\" | nothing | false",
        "ArnLike | \"arn:aws:iam::1:user/${aws:username}\" | arn:aws:iam::1:user/ann | true",
        "ArnLike | \"arn:aws:iam::${aws:username}:x\" | arn:aws:iam::ann:x | true",
        // Null
        "Null | \"true\" | - | true",
        "Null | \"true\" | a | false",
        "Null | \"false\" | a | true",
        "Null | false | [] | true",
        "Null | \"false\" | - | false",
        "ForAllValues:Null | \"true\" | a | true",
        "ForAnyValue:Null | \"true\" | - | false",
        // a key that is missing
        "StringEquals | \"a\" | - | false",
        "StringNotEquals | \"a\" | - | true",
        "NumericNotEquals | \"x\" | - | false",
        "StringEqualsIfExists | \"a\" | - | true",
        "StringEqualsIfExists | \"a\" | b | false",
        "StringNotEqualsIfExists | \"a\" | - | true",
        "boolifexists | \"true\" | - | true",
        "ForAllValues:StringEquals | \"a\" | - | true",
        "ForAnyValue:StringEquals | \"a\" | - | false",
        "ForAnyValue:StringNotEquals | \"a\" | - | false",
        "ForAnyValue:StringEqualsIfExists | \"a\" | - | false",
        // lists
        "ForAllValues:StringEquals | [\"a\",\"b\"] | [a b] | true",
        "ForAllValues:StringEquals | [\"a\",\"b\"] | [a c] | false",
        "ForAllValues:StringEquals | \"a\" | [] | true",
        "ForAnyValue:StringEquals | \"a\" | [] | false",
        "ForAllValues:StringNotEquals | \"a\" | [b c] | true",
        "ForAllValues:StringNotEquals | \"a\" | [b a] | false",
        "ForAnyValue:StringEquals | \"a\" | [b a] | true",
        "ForAnyValue:StringNotEquals | \"a\" | [a b] | true",
        "ForAnyValue:StringNotEquals | \"a\" | [a] | false",
        "ForAnyValue:StringLike | \"a*\" | [x ab] | true",
        "forallvalues:StringEquals | \"a\" | a | true",
        "StringEquals | \"a\" | [a] | false",
        "StringNotEquals | \"a\" | [b] | false",
        "StringNotEqualsIfExists | \"a\" | [b] | false",
      })
  void shouldCompareAsAwsDocuments(
      String operator, String values, String requested, boolean expected) {
    assertThat(holds(operator, values, requested)).isEqualTo(expected);
  }

  @Test
  void shouldRequireAllOperatorsAndKeys() {
    // Given
    var policies =
        set(
            document(
                "{'Effect':'Allow','Action':'*','Resource':'*','Condition':{"
                    + "'StringEquals':{'k:a':'1','k:b':'2'},'Bool':{'k:c':'true'}}}"));
    // When / Then
    assertThat(policies.decide(request("a:B", "*", "k:a", "1", "k:b", "2", "k:c", "true")))
        .isEqualTo(Decision.ALLOWED);
    assertThat(policies.decide(request("a:B", "*", "k:a", "1", "k:b", "x", "k:c", "true")))
        .isEqualTo(Decision.IMPLICIT_DENY);
    assertThat(policies.decide(request("a:B", "*", "k:a", "1", "k:b", "2")))
        .isEqualTo(Decision.IMPLICIT_DENY);
  }

  @Test
  void shouldHoldWhenConditionIsEmpty() {
    assertThat(
            set(document("{'Effect':'Allow','Action':'*','Resource':'*','Condition':{}}"))
                .decide(request("a:B", "*")))
        .isEqualTo(Decision.ALLOWED);
  }

  @Test
  void shouldIgnoreCaseOfTagKeyAndKeepItsSlashes() {
    assertThat(
            set(document(
                    "{'Effect':'Allow','Action':'*','Resource':'*','Condition':"
                        + "{'StringEquals':{'aws:PrincipalTag/Cost/Center':'7'}}}"))
                .decide(request("a:B", "*", "aws:principaltag/cost/center", "7")))
        .isEqualTo(Decision.ALLOWED);
  }
}
