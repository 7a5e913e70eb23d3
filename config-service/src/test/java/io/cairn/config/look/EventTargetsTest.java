package io.cairn.config.look;

import static io.cairn.config.look.WriteEvents.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.config.account.AccountService;
import io.cairn.config.discovery.RecordedAccount;
import io.cairn.config.look.Touched.OneResource;
import io.cairn.config.look.Touched.SomeOfType;
import io.cairn.contracts.AccountId;
import io.cairn.contracts.ResourceKey;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** Which recorded resources an event touched; nothing is changed, so one discovery serves all. */
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@NullMarked
class EventTargetsTest {

  private static final AccountId ACCOUNT = new AccountId(RecordedAccount.ACCOUNT);
  private static final String REGION = "us-east-1";
  private static final String ANY = "any";
  private static final String NONE = "none";

  @Inject ResourceLooks looks;
  @Inject AccountService accounts;

  private final RecordedAccount account = RecordedAccount.start();
  private boolean discovered;

  /** Once; before the first test, as the service's port is not known before it. */
  @BeforeEach
  void discover() {
    if (!discovered) {
      account.add();
      account.discoverToTheEnd();
      discovered = true;
    }
  }

  @AfterAll
  void removeAccount() {
    QuarkusTransaction.requiringNew().run(() -> accounts.remove(RecordedAccount.ACCOUNT));
    account.close();
  }

  private static ResourceKey key(String type, String region, String id) {
    return new ResourceKey(ACCOUNT, region, type, id);
  }

  private static List<ResourceKey> keys(String type, List<Touched> touched) {
    return ofType(type, touched).stream()
        .filter(OneResource.class::isInstance)
        .map(one -> ((OneResource) one).key())
        .toList();
  }

  private static List<Touched> ofType(String type, List<Touched> touched) {
    return touched.stream()
        .filter(
            t ->
                switch (t) {
                  case OneResource one -> one.key().resourceType().equals(type);
                  case SomeOfType some -> some.resourceType().equals(type);
                })
        .toList();
  }

  /** The rows of the collectors' tables: event names, where the event tells, and what it means. */
  @ParameterizedTest
  @CsvFileSource(
      resources = "touching-events.csv",
      delimiter = ';',
      quoteCharacter = '`',
      useHeadersInDisplayName = true)
  void shouldTellTheResourceThatEachEventTouched(
      String service,
      String names,
      String request,
      String response,
      String type,
      String region,
      String id) {
    for (String name : names.split("\\|", -1)) {
      // When
      List<Touched> touched =
          looks.touchedBy(event(service, name, request, ",'responseElements':" + response));

      // Then
      var some = new SomeOfType(ACCOUNT, region, type);
      switch (id) {
        case NONE -> assertThat(ofType(type, touched)).as(name).isEmpty();
        case ANY -> assertThat(ofType(type, touched)).as(name).containsExactly(some);
        default -> assertThat(keys(type, touched)).as(name).contains(key(type, region, id));
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          s3;PutBucketPolicy;{'bucketName':'orders-web'};AWS::S3::Bucket;eu-west-1;orders-web
          rds;ModifyDBInstance;{'dBInstanceIdentifier':'orders'};AWS::RDS::DBInstance;us-east-1;db-RECORDED0ORDERS0INSTANCE01
          rds;AddTagsToResource;{'resourceName':'arn:aws:rds:us-east-1:111122223333:db:orders'};AWS::RDS::DBInstance;us-east-1;db-RECORDED0ORDERS0INSTANCE01
          lambda;UpdateFunctionCode20150331v2;{'functionName':'arn:aws:lambda:us-east-1:111122223333:function:orders:3'};AWS::Lambda::Function;us-east-1;orders
          lambda;AddPermission20150331v2;{'functionName':'111122223333:function:orders'};AWS::Lambda::Function;us-east-1;orders
          cloudtrail;StopLogging;{'name':'arn:aws:cloudtrail:us-east-1:111122223333:trail/main'};AWS::CloudTrail::Trail;us-east-1;main
          dynamodb;UpdateTable;{'tableName':'orders'};AWS::DynamoDB::Table;us-east-1;orders
          sns;SetTopicAttributes;{'topicArn':'arn:aws:sns:us-east-1:111122223333:orders'};AWS::SNS::Topic;us-east-1;arn:aws:sns:us-east-1:111122223333:orders
          kms;DisableKey;{'keyId':'arn:aws:kms:us-east-1:111122223333:key/11111111-2222-4333-8444-555555555555'};AWS::KMS::Key;us-east-1;11111111-2222-4333-8444-555555555555
          ec2;EnableEbsEncryptionByDefault;{};AWS::::Account;us-east-1;111122223333
          """)
  void shouldTellTheOneResourceThatAnEventTouched(
      String service, String name, String request, String type, String region, String id) {
    // When
    List<Touched> touched = looks.touchedBy(event(service, name, request, ""));

    // Then
    assertThat(ofType(type, touched)).containsExactly(new OneResource(key(type, region, id)));
  }

  @ParameterizedTest
  @CsvSource({
    "CreateAccessKey, Root, arn:aws:iam::111122223333:root, AWS::::Account, 111122223333",
    "DeactivateMFADevice, Root, arn:aws:iam::111122223333:root, AWS::::Account, 111122223333",
    "CreateAccessKey, IAMUser, arn:aws:iam::111122223333:user/anna, AWS::IAM::User, "
        + "AIDARECORDEDANNA0001",
    "UpdateAccessKey, IAMUser, arn:aws:iam::111122223333:user/anna, AWS::IAM::User, "
        + "AIDARECORDEDANNA0001",
    "ChangePassword, IAMUser, arn:aws:iam::111122223333:user/ci/deploy, AWS::IAM::User, "
        + "AIDARECORDEDDEPLOY01"
  })
  void shouldTellTheCallerWhenAKeyIsItsOwn(
      String name, String callerType, String caller, String type, String id) {
    // When
    List<Touched> touched =
        looks.touchedBy(
            event(
                "iam",
                name,
                "null",
                ",'userIdentity':{'type':'%s','arn':'%s'}".formatted(callerType, caller)));

    // Then
    assertThat(touched).containsExactly(new OneResource(key(type, "global", id)));
  }

  @Test
  void shouldTellOnlyTheTypesWhoseIdsStandInTheEvent() {
    // When
    List<Touched> touched =
        looks.touchedBy(
            event(
                "ec2",
                "CreateTags",
                "{'resourcesSet':{'items':[{'resourceId':'i-0aa10000000000001'},"
                    + "{'resourceId':'ami-0aa10000000000001'}]}}",
                ""));

    // Then
    assertThat(touched)
        .containsExactly(new OneResource(key("AWS::EC2::Instance", REGION, "i-0aa10000000000001")));
  }

  @Test
  void shouldFindResourcesByArnOrIdWhenNoTableHasTheEvent() {
    // When
    List<Touched> byArn =
        looks.touchedBy(
            event(
                "s3",
                "PutBucketAnalyticsConfiguration",
                "{}",
                ",'resources':[{'ARN':'arn:aws:s3:::orders-data'}]"));
    List<Touched> byId =
        looks.touchedBy(
            event("ec2", "ModifyVpcSomething", "{'deep':[{'x':'vpc-0aa10000000000001'}]}", ""));

    // Then
    assertThat(byArn)
        .containsExactly(new OneResource(key("AWS::S3::Bucket", REGION, "orders-data")));
    assertThat(byId)
        .containsExactly(new OneResource(key("AWS::EC2::VPC", REGION, "vpc-0aa10000000000001")));
  }

  @Test
  void shouldAskForTheTypeWhenTheNameIsNotKnown() {
    // When
    List<Touched> touched =
        looks.touchedBy(event("iam", "PutUserPolicy", "{'userName':'newcomer'}", ""));

    // Then
    assertThat(touched).containsExactly(new SomeOfType(ACCOUNT, "global", "AWS::IAM::User"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        ",'errorCode':'AccessDenied'",
        ",'readOnly':true",
        ",'eventCategory':'Data'",
        ",'requestParameters':{'bucketName':'orders-data','dryRun':true}"
      })
  void shouldTouchNothingWhenNothingCanHaveChanged(String more) {
    // When
    List<Touched> touched =
        looks.touchedBy(event("s3", "PutBucketPolicy", "{'bucketName':'orders-data'}", more));

    // Then
    assertThat(touched).isEmpty();
  }
}
