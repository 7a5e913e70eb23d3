package io.cairn.findings.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.findings.finding.FindingIdentity.ResourceRef;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullMarked
class TrailEventTest {
  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      nullValues = "-",
      value = {
        "{'type':'AssumedRole','arn':'arn:aws:sts::1:assumed-role/ci/a','sessionContext':{'sessionIssuer':{'arn':'arn:aws:iam::1:role/team/ci'}}} | arn:aws:iam::1:role/team/ci",
        "{'type':'AssumedRole','arn':'arn:aws:sts::1:assumed-role/ci/a','sessionContext':{'sessionIssuer':{}}} | arn:aws:sts::1:assumed-role/ci",
        "{'type':'IAMUser','arn':'arn:aws:iam::1:user/alice','userName':'alice'} | arn:aws:iam::1:user/alice",
        "{'type':'Root','arn':'arn:aws:iam::1:root'} | arn:aws:iam::1:root",
        "{'type':'AWSAccount','accountId':'2','principalId':'AROAX:session'} | 2/AROAX",
        "{'type':'AWSService','invokedBy':'ec2.amazonaws.com'} | ec2.amazonaws.com",
        "{'accountId':'1','invokedBy':'AWS Internal'} | AWS Internal",
        "{'type':'WebIdentityUser','principalId':'issuer:app:user','userName':'user'} | issuer:app:user",
        "{'type':'IdentityCenterUser','accountId':'1','onBehalfOf':{'userId':'u-1'}} | identitystore:user/u-1",
        "{'type':'IAMUser','accountId':'1','userName':'HIDDEN_DUE_TO_SECURITY_REASONS'} | -",
        "{} | -"
      })
  void shouldTellTheSameActorForAllSessions(String identity, @Nullable String actor) {
    assertThat(Actor.of(json(identity))).isEqualTo(actor);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      nullValues = "-",
      value = {
        "{'resources':[{'ARN':'arn:aws:s3:::b','type':'AWS::S3::Bucket'},{'ARNPrefix':'arn:aws:s3:::b/','type':'AWS::S3::Object'}]} | AWS::S3::Bucket | b",
        "{'resources':[{'ARN':'arn:aws:iam::1:role/team/ci'}]} | AWS::IAM::Role | ci",
        "{'resources':[{'ARN':'arn:aws:kms:eu-west-1:1:key/k-1','type':'AWS::KMS::Key'}]} | AWS::KMS::Key | k-1",
        "{'resources':[{'ARN':'arn:aws:sns:eu-west-1:1:t'}]} | AWS::SNS::Topic | arn:aws:sns:eu-west-1:1:t",
        "{'resources':[{'ARN':'arn:aws:s3:::a'},{'ARN':'arn:aws:s3:::b'}],'eventSource':'s3.amazonaws.com','requestParameters':{'bucketName':'a'}} | - | -",
        "{'eventSource':'iam.amazonaws.com','requestParameters':{'policyArn':'arn:aws:iam::aws:policy/AdministratorAccess','userName':'bob'}} | AWS::IAM::User | bob",
        "{'eventSource':'cloudtrail.amazonaws.com','requestParameters':{'name':'arn:aws:cloudtrail:eu-west-1:1:trail/t'}} | AWS::CloudTrail::Trail | t",
        "{'eventSource':'ec2.amazonaws.com','requestParameters':{'instancesSet':{'items':[{'instanceId':'i-1'}]}}} | AWS::EC2::Instance | i-1",
        "{'eventSource':'ec2.amazonaws.com','requestParameters':{'instancesSet':{'items':[{'instanceId':'i-1'},{'instanceId':'i-2'}]}}} | - | -",
        "{'eventSource':'ec2.amazonaws.com','requestParameters':null} | - | -"
      })
  void shouldNameTheResourceOnlyWhenThereIsExactlyOne(
      String event, @Nullable String type, @Nullable String id) {
    ResourceRef expected = type == null || id == null ? null : new ResourceRef(type, id);
    assertThat(NamedResource.of(json(event))).isEqualTo(expected);
  }

  @Test
  void shouldTakeTheRecipientsAccountFirstAndTheSourcesLast() {
    String event =
        "{'eventID':'e','eventTime':'2026-01-01T00:00:00Z','eventName':'n','eventSource':'s'%s}";
    assertThat(TrailEvent.read(json(event.formatted("")), "000000000003").account().value())
        .isEqualTo("000000000003");
    String caller = ",'userIdentity':{'accountId':'000000000002'}";
    assertThat(TrailEvent.read(json(event.formatted(caller)), "000000000003").account().value())
        .isEqualTo("000000000002");
    String recipient = caller + ",'recipientAccountId':'000000000001'";
    assertThat(TrailEvent.read(json(event.formatted(recipient)), null).account().value())
        .isEqualTo("000000000001");
    assertThatThrownBy(() -> TrailEvent.read(json(event.formatted("")), null))
        .hasMessageContaining("names no account");
  }
}
