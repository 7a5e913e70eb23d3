package io.cairn.config.collect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.config.item.ObservedResource;
import io.cairn.config.item.Relationship;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The spelling of AWS Config, type by type. */
@NullMarked
class SpellingTest {

  private final Recorded recorded = new Recorded();

  @AfterEach
  void close() {
    recorded.close();
  }

  @Test
  void shouldSpellADatabaseInstance() {
    // When
    ObservedResource instance = recorded.list("AWS::RDS::DBInstance").only();

    // Then
    JsonNode body = instance.configuration();
    assertThat(instance.key().resourceId()).isEqualTo("db-RECORDED0ORDERS0INSTANCE01");
    assertThat(instance.resourceName()).isEqualTo("orders");
    assertThat(instance.availabilityZone()).isEqualTo("Multiple Availability Zones");
    assertThat(body.path("dBInstanceIdentifier").asText()).isEqualTo("orders");
    assertThat(body.path("dBSubnetGroup").path("dBSubnetGroupName").asText()).isEqualTo("orders");
    assertThat(body.path("iAMDatabaseAuthenticationEnabled").asBoolean(true)).isFalse();
    assertThat(body.path("instanceCreateTime").asText()).isEqualTo("2025-05-01T12:00:00.123Z");
    assertThat(body.path("readReplicaDBInstanceIdentifiers").isArray()).isTrue();
    assertThat(body.has("tagList")).isFalse();
    assertThat(instance.supplementaryConfiguration())
        .isEqualTo(Recorded.json("{'Tags':[{'key':'team','value':'orders'}]}"));
    assertThat(instance.volatilePaths()).contains("configuration.latestRestorableTime");
    assertThat(instance.relationships())
        .contains(
            new Relationship(
                "AWS::EC2::SecurityGroup",
                "sg-0aa10000000000001",
                null,
                "Is associated with SecurityGroup"));
  }

  @Test
  void shouldSpellAKeyATableAndAFunctionAsBeans() {
    // When
    ObservedResource key =
        recorded.list("AWS::KMS::Key").named("11111111-2222-4333-8444-555555555555");
    ObservedResource signing =
        recorded.list("AWS::KMS::Key").named("66666666-2222-4333-8444-555555555555");
    ObservedResource table = recorded.list("AWS::DynamoDB::Table").only();
    ObservedResource function = recorded.list("AWS::Lambda::Function").named("orders");

    // Then
    assertThat(key.configuration().path("awsaccountId").asText()).isEqualTo(Recorded.ACCOUNT);
    assertThat(key.configuration().path("creationDate").longValue()).isEqualTo(1735776000123L);
    assertThat(key.configuration().path("signingAlgorithms").isArray()).isTrue();
    assertThat(key.supplementaryConfiguration().path("Policy").isTextual()).isTrue();
    assertThat(key.supplementaryConfiguration().path("KeyRotationStatus").asBoolean()).isTrue();
    assertThat(signing.supplementaryConfiguration().path("KeyRotationStatus").asBoolean(true))
        .isFalse();
    assertThat(key.tags()).containsEntry("team", "orders");
    assertThat(table.configuration().path("ssedescription").path("ssetype").asText())
        .isEqualTo("KMS");
    assertThat(table.supplementaryConfiguration().path("ContinuousBackupsDescription"))
        .isEqualTo(
            Recorded.json(
                "{'continuousBackupsStatus':'ENABLED','pointInTimeRecoveryDescription':{"
                    + "'pointInTimeRecoveryStatus':'DISABLED'}}"));
    assertThat(function.configuration().has("environment")).as("may hold secrets").isFalse();
    assertThat(function.configuration().toString()).doesNotContain("not to be recorded");
    assertThat(function.configuration().has("kmskeyArn")).isTrue();
    assertThat(function.configuration().path("state").asText()).isEqualTo("Active");
    assertThat(function.supplementaryConfiguration().path("Concurrency"))
        .isEqualTo(Recorded.json("{'reservedConcurrentExecutions':5}"));
    assertThat(function.relationships())
        .contains(
            new Relationship("AWS::IAM::Role", null, "orders-function", "Is associated with "));
  }

  @Test
  void shouldLeaveThePolicyOutWhenAFunctionHasNone() {
    // When
    ObservedResource function = recorded.list("AWS::Lambda::Function").named("report");

    // Then
    assertThat(function.supplementaryConfiguration()).isEqualTo(Recorded.json("{'Tags':{}}"));
    assertThat(function.staleParts()).isEmpty();
  }

  @Test
  void shouldKeepAttributeMapsAsTheyAreForTopicsAndQueues() {
    // When
    ObservedResource topic = recorded.list("AWS::SNS::Topic").only();
    ObservedResource queue = recorded.list("AWS::SQS::Queue").only();

    // Then
    assertThat(topic.resourceName()).isEqualTo("orders");
    assertThat(topic.configuration().path("SubscriptionsConfirmed").asText()).isEqualTo("1");
    assertThat(topic.volatilePaths()).contains("configuration.SubscriptionsConfirmed");
    assertThat(queue.configuration().path("SqsManagedSseEnabled").asText()).isEqualTo("true");
    assertThat(queue.configuration().has("ApproximateNumberOfMessages")).isFalse();
    assertThat(queue.configuration().path("QueueName").asText()).isEqualTo("orders");
    assertThat(queue.supplementaryConfiguration())
        .isEqualTo(Recorded.json("{'Tags':{'team':'orders'}}"));
  }

  @Test
  void shouldPutStatusAndSelectorsBesideATrail() {
    // When
    ObservedResource trail = recorded.list("AWS::CloudTrail::Trail").only();

    // Then
    JsonNode extra = trail.supplementaryConfiguration();
    assertThat(trail.configuration().path("trailARN").asText()).endsWith(":trail/main");
    assertThat(extra.path("TrailStatus").path("isLogging").asBoolean()).isTrue();
    assertThat(extra.path("EventSelectors").get(0).path("readWriteType").asText()).isEqualTo("All");
    assertThat(extra.path("InsightSelectors")).isEmpty();
  }

  @Test
  void shouldGiveUsersTheirKeysDevicesAndReportRow() {
    // When
    ObservedResource anna = recorded.list("AWS::IAM::User").named("anna");

    // Then
    JsonNode extra = anna.supplementaryConfiguration();
    assertThat(extra.path("CredentialReport").path("mfa_active").asText()).isEqualTo("true");
    assertThat(extra.path("AccessKeys"))
        .hasToString(
            "[{\"accessKeyId\":\"AKIARECORDEDANNA0001\",\"status\":\"Active\","
                + "\"createDate\":\"2025-02-03T04:06:00.000Z\"}]");
    assertThat(extra.path("MFADevices")).hasSize(1);
    assertThat(anna.configuration().path("permissionsBoundary").isNull()).isTrue();
    assertThat(anna.configuration().path("userPolicyList").isArray()).isTrue();
    assertThat(anna.relationships())
        .containsExactlyInAnyOrder(
            new Relationship(
                "AWS::IAM::Group", "AGPARECORDEDDEVEL001", "developers", "Is attached to Group"),
            new Relationship(
                "AWS::IAM::Policy",
                "ANPARECORDEDORDERS01",
                "orders-read",
                "Is attached to CustomerManagedPolicy"));
    assertThat(anna.volatilePaths())
        .contains("supplementaryConfiguration.CredentialReport.password_last_used");
  }

  @Test
  void shouldNotKnowTheReportRowWhenTheUserIsNewerThanTheReport() {
    // Given
    recorded
        .scenario()
        .remove(Recorded.ACCOUNT, "global", "iam", "CredentialReport", "user", "anna");

    // When
    ObservedResource anna = recorded.list("AWS::IAM::User").named("anna");

    // Then
    assertThat(anna.supplementaryConfiguration().has("CredentialReport")).isFalse();
    assertThat(anna.staleParts()).containsExactly("supplementaryConfiguration.CredentialReport");
  }

  @Test
  void shouldTellNoneFromUnknownInTheAccountsFacts() {
    // Given
    recorded
        .scenario()
        .change(Recorded.ACCOUNT, "global", "iam", iam -> iam.putNull("PasswordPolicy"));
    recorded.scenario().faults().deny("iam:GetAccountSummary");

    // When
    ObservedResource account = recorded.list("AWS::::Account").only();

    // Then
    assertThat(account.configuration().path("AccountPasswordPolicy").isNull()).isTrue();
    assertThat(account.configuration().path("PublicAccessBlock").isNull()).isTrue();
    assertThat(account.configuration().has("AccountSummary")).isFalse();
    assertThat(account.staleParts()).containsExactly("configuration.AccountSummary");
    assertThat(account.configuration().path("CredentialReport").path("mfa_active").asText())
        .isEqualTo("true");
    assertThat(account.resourceName()).isEqualTo("orders-example");
    assertThat(account.key().region()).isEqualTo("global");
  }

  @Test
  void shouldRecordTheAccountOncePerRegionToo() {
    // When
    ObservedResource account = recorded.list("AWS::::Account", "eu-west-1").only();

    // Then
    assertThat(account.key().region()).isEqualTo("eu-west-1");
    assertThat(
            account
                .configuration()
                .path("EbsEncryptionByDefault")
                .path("EbsEncryptionByDefault")
                .isBoolean())
        .isTrue();
  }

  @Test
  void shouldRecordAnAliasAndLeaveOutOneThatNoKeyStandsBehind() {
    // When
    ObservedResource alias = recorded.list("AWS::KMS::Alias").only();

    // Then
    assertThat(alias.key().resourceId()).isEqualTo("alias/orders");
    assertThat(alias.resourceName()).isEqualTo("alias/orders");
    assertThat(alias.arn()).isEqualTo("arn:aws:kms:us-east-1:111122223333:alias/orders");
    assertThat(alias.availabilityZone()).isEqualTo("Regional");
    assertThat(alias.configuration())
        .isEqualTo(
            Recorded.json(
                "{'AliasName':'alias/orders',"
                    + "'TargetKeyId':'11111111-2222-4333-8444-555555555555'}"));
  }

  @Test
  void shouldRecordTheFactsOfARegion() {
    // When
    JsonNode facts = recorded.list("AWS::::Account", "us-east-1").only().configuration();

    // Then
    assertThat(facts.path("EbsEncryptionByDefault").path("EbsEncryptionByDefault").isBoolean())
        .isTrue();
    assertThat(facts.path("SnapshotBlockPublicAccessState").path("State").asText())
        .isEqualTo("unblocked");
    assertThat(facts.path("Limits").path("AccountMaxReadCapacityUnits").asInt()).isEqualTo(80_000);
    assertThat(facts.path("Trails").path("TrailList").path(0).path("TrailARN").asText())
        .startsWith("arn:aws:cloudtrail:us-east-1:111122223333:trail/");
  }
}
