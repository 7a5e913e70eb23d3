package io.cairn.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.sigma.reference.ReferenceEvaluator;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The numbered examples that fix how the language is read. */
@NullMarked
class WorkedExamplesTest {
  private static final String E1 =
      """
      {"eventTime":"2025-03-04T09:15:30Z","eventSource":"iam.amazonaws.com","eventName":"CreateAccessKey",\
      "sourceIPAddress":"203.0.113.9","userAgent":"aws-cli/2.15.0 Python/3.11","readOnly":false,\
      "userIdentity":{"arn":"arn:aws:iam::111122223333:user/Ana","userName":"Ana"},\
      "requestParameters":{"userName":"Ana","tags":[{"key":"team","value":"Core"},{"key":"env","value":"Prod"}],\
      "ports":[22,443],"max":1000,"note":"C:\\\\temp\\\\a*b","empty":"","ip6":"2001:db8::5"},\
      "responseElements":null,"resources":[{"ARN":"arn:aws:s3:::alpha"},{"ARN":"arn:aws:s3:::beta"}]}""";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "1; {eventName: createaccesskey}; true",
        "2; {eventName: Create}; false",
        "3; {eventName: [Foo, 'Create*Key']}; true",
        "4; {userAgent: 'aws-cli/?.15*'}; true",
        "5; {eventName|re: '^create'}; false",
        "6; {requestParameters.note: 'C:\\temp\\a\\*b'}; true",
        "7; {requestParameters.note: 'C:\\temp\\*'}; false",
        "8; {requestParameters.note: 'C:\\temp\\\\*'}; true",
        "9; {requestParameters.tags.value: prod}; true",
        "10; {requestParameters.tags.key: team, requestParameters.tags.value: prod}; true",
        "11; {resources.ARN|contains|all: [alpha, beta]}; true",
        "12; {requestParameters.ports: '443'}; true",
        "13; {requestParameters.ports|neq: 22}; false",
        "14; {requestParameters.max: 1000.0}; true",
        "15; {readOnly: 'FALSE'}; true",
        "16; {errorCode: null}; true",
        "17; {responseElements: null}; true",
        "18; {responseElements|exists: true}; true",
        "19; {requestParameters.empty: null}; false",
        "20; {errorCode: '*'}; false",
        "21; {errorCode|neq: AccessDenied}; true",
        "23; {sourceIPAddress|cidr: [10.0.0.0/8, '::/0']}; false",
        "24; {eventSource|cidr: 0.0.0.0/0}; false",
        "25; {userIdentity.arn|fieldref|endswith: requestParameters.userName}; true",
        "26; {userIdentity.userName|fieldref: errorCode}; false",
        "27; {eventTime|hour|gte: 18}; false",
        "28; {requestParameters|contains: '\"key\":\"team\"'}; true",
        "29; [AKIA, 'arn:aws:s3']; true",
        "32; [{eventName: X}, {eventSource: 'iam*', readOnly: false}]; true",
      })
  void shouldMatchAsWrittenWhenEventIsE1(int number, String selection, boolean expected) {
    String rule = Rules.withSelection(selection);
    assertThat(Rules.matches(rule, E1)).as("example %d", number).isEqualTo(expected);
    assertThat(ReferenceEvaluator.matches(Rules.rule(rule), E1))
        .as("reference")
        .isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "33; {c|windash|contains: ' -enc'}; {\"c\":\"pwsh –ENC x\"}; true",
        "34; {c|base64offset|contains: secret}; {\"c\":\"x eHNlY3JldA==\"}; true",
        "35; {c|wide|base64offset|contains: secret}; {\"c\":\"-e cwBlAGMAcgBlAHQA\"}; true",
        "36; {a.b: v}; {\"a.b\":\"v\",\"a\":{\"b\":\"w\"}}; true",
        "37; {A: v}; {\"a\":\"v\"}; false",
        "38; {a|lt: 10}; {\"a\":\"9\"}; true",
      })
  void shouldMatchAsWrittenWhenEventIsOwn(
      int number, String selection, String event, boolean expected) {
    String rule = Rules.withSelection(selection);
    assertThat(Rules.matches(rule, event)).as("example %d", number).isEqualTo(expected);
    assertThat(ReferenceEvaluator.matches(Rules.rule(rule), event))
        .as("reference")
        .isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "22; {sel: {eventName: CreateAccessKey}, f: {errorCode: AccessDenied}, condition: sel and not f}; true",
        "30; {a: {eventName: X}, b: {eventName: CreateAccessKey}, c: {eventSource: X}, condition: b or a and c}; true",
        "31; {a1: {eventName: CreateAccessKey}, a2: {eventName: X}, _x: {eventName: Y}, condition: 1 of them}; true",
      })
  void shouldMatchAsWrittenWhenConditionsDecide(int number, String detection, boolean expected) {
    String rule =
        Rules.withDetection("x: y").replaceAll("(?s)detection:.*", "detection: " + detection);
    assertThat(Rules.matches(rule, E1)).as("example %d", number).isEqualTo(expected);
    assertThat(ReferenceEvaluator.matches(Rules.rule(rule), E1))
        .as("reference")
        .isEqualTo(expected);
  }
}
