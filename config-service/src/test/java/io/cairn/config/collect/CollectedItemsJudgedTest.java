package io.cairn.config.collect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.aws.recorded.Scenario;
import io.cairn.config.collect.catalog.Collectors;
import io.cairn.config.item.ItemMessages;
import io.cairn.config.item.ObservedResource;
import io.cairn.guard.GuardDocument;
import io.cairn.rules.ManagedRule;
import io.cairn.rules.RuleCatalog;
import io.cairn.rules.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule that ships, on items that the collectors made of AWS's answers. */
@NullMarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CollectedItemsJudgedTest {

  private static final String ACCOUNT = Recorded.ACCOUNT;
  private static final String HOME = Recorded.REGION;

  /** What rules are given that judge nothing without it. */
  private static final Map<String, Map<String, String>> GIVEN =
      Map.of(
          "LAMBDA_FUNCTION_SETTINGS_CHECK", Map.of("runtime", "python3.13"),
          "DESIRED_INSTANCE_TENANCY", Map.of("tenancy", "DEDICATED"),
          "DESIRED_INSTANCE_TYPE", Map.of("instanceType", "t3.micro"));

  private final Recorded sample = new Recorded();
  private final Recorded changed = new Recorded();
  private List<ObservedResource> ofSample = List.of();
  private List<ObservedResource> ofChanged = List.of();

  @BeforeAll
  void collect() {
    ofSample = all(sample);
    change(changed.scenario());
    ofChanged = all(changed);
  }

  @AfterAll
  void close() {
    sample.close();
    changed.close();
  }

  /** What the sample has right is wrong now, and the other way round. */
  private static void change(Scenario scenario) {
    TurnedSample.turn(scenario, ACCOUNT, HOME);
    scenario.change(
        ACCOUNT,
        HOME,
        "cloudtrail",
        content -> {
          ObjectNode trail = (ObjectNode) content.path("Trails").path(0).path("Trail");
          trail.put("LogFileValidationEnabled", false);
          trail.put("KmsKeyId", "arn:aws:kms:us-east-1:" + ACCOUNT + ":key/k");
          trail.remove(List.of("CloudWatchLogsLogGroupArn", "CloudWatchLogsRoleArn"));
        });
    scenario.change(
        ACCOUNT,
        HOME,
        "rds",
        content -> {
          ObjectNode instance = (ObjectNode) content.path("DBInstances").path(0);
          instance.put("PubliclyAccessible", true);
          instance.put("StorageEncrypted", false);
          instance.put("BackupRetentionPeriod", 0);
        });
    scenario.change(
        ACCOUNT,
        HOME,
        "dynamodb",
        content ->
            ((ObjectNode)
                    content
                        .path("Tables")
                        .path(0)
                        .path("ContinuousBackupsDescription")
                        .path("PointInTimeRecoveryDescription"))
                .put("PointInTimeRecoveryStatus", "ENABLED"));
    scenario.change(ACCOUNT, HOME, "ec2", CollectedItemsJudgedTest::changeNetwork);
    scenario.change(
        ACCOUNT,
        "global",
        "iam",
        content -> {
          content.putNull("PasswordPolicy");
          ((ObjectNode) content.path("AccountSummary"))
              .put("AccountAccessKeysPresent", 1)
              .put("AccountMFAEnabled", 0);
          ((ObjectNode) content.path("CredentialReport").path(1)).put("mfa_active", "false");
          ObjectNode deploy = (ObjectNode) content.path("UserDetailList").path(1);
          deploy.putArray("UserPolicyList");
          deploy.putArray("AttachedManagedPolicies");
        });
    scenario.change(
        ACCOUNT,
        "eu-west-1",
        "ec2",
        content -> {
          ObjectNode group = (ObjectNode) content.path("securityGroupInfo").path(0);
          group.put("groupName", "default");
          group.putArray("ipPermissions");
          group.putArray("ipPermissionsEgress");
        });
    scenario.put(
        ACCOUNT,
        "global",
        "s3control",
        Recorded.json(
            """
            {'PublicAccessBlock':{'BlockPublicAcls':true,'IgnorePublicAcls':true,
            'BlockPublicPolicy':true,'RestrictPublicBuckets':true}}
            """));
  }

  private static void changeNetwork(ObjectNode content) {
    ObjectNode group = (ObjectNode) content.path("securityGroupInfo").path(0);
    group.put("groupName", "default");
    ObjectNode ssh = (ObjectNode) group.path("ipPermissions").path(1);
    ssh.put("fromPort", 20);
    ((ObjectNode) ssh.path("ipRanges").path(0)).put("cidrIp", "0.0.0.0/0");
    ObjectNode instance = (ObjectNode) content.path("instancesSet").path(0);
    instance.put("ipAddress", "198.51.100.7");
    instance.remove(List.of("vpcId", "subnetId"));
  }

  private static List<ObservedResource> all(Recorded recorded) {
    List<ObservedResource> found = new ArrayList<>();
    for (Collector collector : new Collectors().all()) {
      String type = collector.type().resourceType();
      Reach reach = collector.type().reach();
      if (reach != Reach.REGION) {
        found.addAll(recorded.list(type, TypeDeclaration.GLOBAL).found());
      }
      if (reach == Reach.REGION || reach == Reach.GLOBAL_AND_REGION) {
        found.addAll(recorded.list(type, HOME).found());
        found.addAll(recorded.list(type, "eu-west-1").found());
      }
    }
    return found;
  }

  static Stream<ManagedRule> rules() {
    return RuleCatalog.load().rules().stream();
  }

  private static Set<Verdict> verdicts(ManagedRule rule, List<ObservedResource> items) {
    return items.stream()
        .filter(item -> rule.resourceTypes().contains(item.key().resourceType()))
        .map(item -> judge(rule, item, Set.of()))
        .collect(TreeSet::new, Set::add, Set::addAll);
  }

  private static Verdict judge(ManagedRule rule, ObservedResource item, Set<String> unknown) {
    return rule.evaluate(
            GuardDocument.parse(ItemMessages.of(item)),
            GIVEN.getOrDefault(rule.identifier(), Map.of()),
            unknown)
        .verdict();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void shouldDecideBothWaysOnCollectedItems(ManagedRule rule) {
    // When
    Set<Verdict> verdicts = verdicts(rule, ofSample);
    verdicts.addAll(verdicts(rule, ofChanged));

    // Then
    assertThat(verdicts)
        .as(rule.identifier())
        .contains(Verdict.COMPLIANT, Verdict.NON_COMPLIANT)
        .doesNotContain(Verdict.INSUFFICIENT_DATA);
  }

  static Stream<Arguments> sampleVerdicts() {
    return Stream.of(
        Arguments.of("S3_BUCKET_VERSIONING_ENABLED", "orders-data", Verdict.COMPLIANT),
        Arguments.of("S3_BUCKET_VERSIONING_ENABLED", "orders-web", Verdict.NON_COMPLIANT),
        Arguments.of("S3_BUCKET_LOGGING_ENABLED", "orders-data", Verdict.COMPLIANT),
        Arguments.of("S3_DEFAULT_ENCRYPTION_KMS", "orders-logs", Verdict.NON_COMPLIANT),
        Arguments.of("ENCRYPTED_VOLUMES", "vol-0aa10000000000001", Verdict.COMPLIANT),
        Arguments.of("ENCRYPTED_VOLUMES", "vol-0aa20000000000001", Verdict.NON_COMPLIANT),
        Arguments.of("INCOMING_SSH_DISABLED", "sg-0aa10000000000001", Verdict.COMPLIANT),
        Arguments.of("IAM_USER_MFA_ENABLED", "AIDARECORDEDANNA0001", Verdict.COMPLIANT),
        Arguments.of("IAM_USER_MFA_ENABLED", "AIDARECORDEDDEPLOY01", Verdict.NON_COMPLIANT),
        Arguments.of("LAMBDA_INSIDE_VPC", "report", Verdict.NON_COMPLIANT),
        Arguments.of("DYNAMODB_PITR_ENABLED", "orders", Verdict.NON_COMPLIANT),
        Arguments.of("CLOUD_TRAIL_ENCRYPTION_ENABLED", "main", Verdict.NON_COMPLIANT));
  }

  @ParameterizedTest
  @MethodSource("sampleVerdicts")
  void shouldJudgeTheSampleAsAPersonWould(String rule, String resourceId, Verdict expected) {
    // Given
    ManagedRule judging =
        rules().filter(r -> r.identifier().equals(rule)).findFirst().orElseThrow();
    ObservedResource item =
        ofSample.stream()
            .filter(i -> i.key().resourceId().equals(resourceId))
            .filter(i -> judging.resourceTypes().contains(i.key().resourceType()))
            .findFirst()
            .orElseThrow();

    // When / Then
    assertThat(judge(judging, item, Set.of())).isEqualTo(expected);
  }

  @Test
  void shouldSayInsufficientDataWhenTheFactWasDenied() {
    // Given
    ManagedRule rule =
        rules()
            .filter(r -> r.identifier().equals("S3_BUCKET_VERSIONING_ENABLED"))
            .findFirst()
            .orElseThrow();
    try (var denied = new Recorded()) {
      denied.scenario().faults().deny("s3:GetBucketVersioning");

      // When
      ObservedResource bucket = denied.list("AWS::S3::Bucket").named("orders-data");

      // Then
      assertThat(judge(rule, bucket, bucket.staleParts())).isEqualTo(Verdict.INSUFFICIENT_DATA);
    }
  }
}
