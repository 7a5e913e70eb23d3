package io.cairn.config.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.aws.AwsCallFailedException;
import io.cairn.aws.AwsFailure;
import io.cairn.config.item.ObservedResource;
import io.cairn.config.item.Relationship;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every collector against recorded answers: spelling, paging, partial failure. */
@NullMarked
class CollectorsTest {

  private static final String BUCKET = "AWS::S3::Bucket";

  private final Recorded recorded = new Recorded();

  @AfterEach
  void close() {
    recorded.close();
  }

  static Stream<String> types() {
    return new Collectors().all().stream().map(c -> c.type().resourceType());
  }

  @ParameterizedTest
  @MethodSource("types")
  void shouldMakeTheSameItemWhenDescribedAloneAsWhenListed(String type) {
    // Given
    List<ObservedResource> listed = recorded.list(type).found();
    assertThat(listed).isNotEmpty();

    for (ObservedResource seen : listed) {
      // When
      Looked looked = recorded.describe(seen);

      // Then
      assertThat(looked).isInstanceOf(Looked.Found.class);
      ObservedResource again = ((Looked.Found) looked).resource();
      assertThat(again.key()).isEqualTo(seen.key());
      assertThat(again.configuration()).isEqualTo(seen.configuration());
      assertThat(again.supplementaryConfiguration()).isEqualTo(seen.supplementaryConfiguration());
      assertThat(again.tags()).isEqualTo(seen.tags());
      assertThat(new HashSet<>(again.relationships()))
          .isEqualTo(new HashSet<>(seen.relationships()));
      assertThat(again.staleParts()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void shouldFindTheSameResourcesWhenPagesAreSmall(String type) {
    // Given
    Set<String> ids = ids(recorded.list(type));
    recorded.scenario().pageSize(1);

    // When
    Set<String> paged = ids(recorded.list(type));

    // Then
    assertThat(paged).isEqualTo(ids);
  }

  @ParameterizedTest
  @MethodSource("types")
  void shouldSayGoneWhenTheResourceIsNotThere(String type) {
    // Given
    ObservedResource seen = recorded.list(type).found().getFirst();
    for (String service : List.of("ec2", "rds", "kms", "lambda", "dynamodb", "sns", "sqs")) {
      recorded.scenario().put(Recorded.ACCOUNT, Recorded.REGION, service, Recorded.json("{}"));
    }
    recorded.scenario().put(Recorded.ACCOUNT, Recorded.REGION, "cloudtrail", Recorded.json("{}"));
    recorded.scenario().put(Recorded.ACCOUNT, "global", "s3", Recorded.json("{}"));
    recorded.scenario().put(Recorded.ACCOUNT, "global", "iam", Recorded.json("{}"));

    // When
    Looked looked = recorded.describe(seen);

    // Then
    if (type.equals(AccountCollector.TYPE)) {
      assertThat(looked).as("the account itself never goes").isInstanceOf(Looked.Found.class);
    } else {
      assertThat(looked).isEqualTo(new Looked.Gone());
    }
  }

  private static Set<String> ids(Recorded.Listed listed) {
    Set<String> ids = new HashSet<>();
    listed.found().forEach(r -> ids.add(r.key().toString()));
    return ids;
  }

  @Test
  void shouldSpellABucketAsAwsConfigDoes() {
    // When
    ObservedResource bucket = recorded.list(BUCKET).named("orders-data");

    // Then
    JsonNode extra = bucket.supplementaryConfiguration();
    assertThat(bucket.configuration())
        .isEqualTo(
            Recorded.json(
                """
                {'name':'orders-data','creationDate':'2025-01-10T00:00:00.000Z','owner':{
                'displayName':'orders',
                'id':'0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef'}}
                """));
    assertThat(extra.path("AccessControlList").isTextual()).isTrue();
    assertThat(Recorded.json(extra.path("AccessControlList").asText()).path("grantList").get(0))
        .hasToString(
            "{\"grantee\":{\"id\":"
                + "\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\","
                + "\"displayName\":\"orders\"},\"permission\":\"FullControl\"}");
    assertThat(extra.path("BucketVersioningConfiguration"))
        .isEqualTo(Recorded.json("{'status':'Enabled','isMfaDeleteEnabled':false}"));
    assertThat(extra.path("BucketLoggingConfiguration"))
        .isEqualTo(
            Recorded.json("{'destinationBucketName':'orders-logs','logFilePrefix':'data/'}"));
    assertThat(extra.path("PublicAccessBlockConfiguration"))
        .isEqualTo(
            Recorded.json(
                "{'blockPublicAcls':true,'ignorePublicAcls':true,'blockPublicPolicy':true,"
                    + "'restrictPublicBuckets':true}"));
    assertThat(extra.path("BucketPolicy").path("policyText").asText()).contains("SecureTransport");
    assertThat(bucket.tags()).containsEntry("team", "orders").containsEntry("env", "prod");
    assertThat(bucket.availabilityZone()).isEqualTo("Regional");
    assertThat(bucket.arn()).isEqualTo("arn:aws:s3:::orders-data");
  }

  @Test
  void shouldRecordEmptyFormsWhenABucketHasNoSettings() {
    // When
    ObservedResource bucket = recorded.list(BUCKET).named("orders-web");

    // Then
    JsonNode extra = bucket.supplementaryConfiguration();
    assertThat(bucket.key().region()).isEqualTo("eu-west-1");
    assertThat(extra.path("BucketPolicy")).isEqualTo(Recorded.json("{'policyText':null}"));
    assertThat(extra.path("BucketVersioningConfiguration"))
        .isEqualTo(Recorded.json("{'status':'Off','isMfaDeleteEnabled':null}"));
    assertThat(extra.path("BucketLoggingConfiguration"))
        .isEqualTo(Recorded.json("{'destinationBucketName':null,'logFilePrefix':null}"));
    assertThat(extra.has("PublicAccessBlockConfiguration")).isFalse();
    assertThat(extra.path("AccessControlList").asText())
        .contains("{\"grantee\":\"AllUsers\",\"permission\":\"Read\"}");
    assertThat(bucket.staleParts()).isEmpty();
  }

  @Test
  void shouldMarkThePartStaleAndKeepTheRestWhenOneCallIsDenied() {
    // Given
    recorded.scenario().faults().denyOn("orders-data", "s3:GetBucketPolicy");

    // When
    Recorded.Listed listed = recorded.list(BUCKET);

    // Then
    ObservedResource bucket = listed.named("orders-data");
    assertThat(bucket.staleParts()).containsExactly("supplementaryConfiguration.BucketPolicy");
    assertThat(bucket.supplementaryConfiguration().has("BucketPolicy")).isFalse();
    assertThat(bucket.supplementaryConfiguration().has("BucketVersioningConfiguration")).isTrue();
    assertThat(listed.named("orders-logs").staleParts()).isEmpty();
    assertThat(listed.notes().failed().get("s3:GetBucketPolicy"))
        .isInstanceOf(AwsFailure.Denied.class);
  }

  @Test
  void shouldSayThatAKeyExistsButIsUnreadWhenItsPolicyForbidsToDescribeIt() {
    // Given
    String id = "11111111-2222-4333-8444-555555555555";
    recorded.scenario().faults().denyOn(id, "kms:DescribeKey");

    // When
    Recorded.Listed listed = recorded.list("AWS::KMS::Key");

    // Then
    assertThat(listed.unread()).containsExactly(id);
    assertThat(listed.found()).hasSize(1);
  }

  @Test
  void shouldTryAgainWhenThrottled() {
    // Given
    recorded.scenario().faults().throttle("ec2:DescribeVpcs", 2);

    // When
    Recorded.Listed listed = recorded.list(Ec2Types.VPC);

    // Then
    assertThat(listed.found()).hasSize(1);
    assertThat(listed.notes().calls()).isEqualTo(3);
    assertThat(listed.notes().failed()).isEmpty();
  }

  @Test
  void shouldFailTheListWhenAPageIsNotHad() {
    // Given
    recorded.scenario().faults().breakDown("ec2:DescribeVpcs", 50);

    // When / Then
    assertThatThrownBy(() -> recorded.list(Ec2Types.VPC))
        .isInstanceOfSatisfying(
            AwsCallFailedException.class,
            e -> assertThat(e.failure()).isInstanceOf(AwsFailure.Transient.class))
        .hasMessageStartingWith("ec2:DescribeVpcs: ");
  }

  @Test
  void shouldSpellSecurityGroupRangesInBothForms() {
    // When
    ObservedResource group = recorded.list(Ec2Types.GROUP).only();

    // Then
    JsonNode https =
        Stream.of(0, 1)
            .map(i -> group.configuration().path("ipPermissions").path(i))
            .filter(p -> p.path("fromPort").asInt() == 443)
            .findFirst()
            .orElseThrow();
    assertThat(https)
        .isEqualTo(
            Recorded.json(
                """
                {'ipProtocol':'tcp','fromPort':443,'toPort':443,'userIdGroupPairs':[],
                'ipRanges':['0.0.0.0/0'],'ipv6Ranges':[],'prefixListIds':[],
                'ipv4Ranges':[{'cidrIp':'0.0.0.0/0','description':'all'}]}
                """));
    assertThat(group.configuration().path("ipPermissionsEgress").get(0).has("fromPort")).isFalse();
    assertThat(group.relationships())
        .containsExactly(
            new Relationship(Ec2Types.VPC, "vpc-0aa10000000000001", null, "Is contained in Vpc"));
    assertThat(group.tags()).containsEntry("Name", "web");
  }

  @Test
  void shouldRecordAnInstanceWithItsEdgesAndDropATerminatedOne() {
    // Given
    ObservedResource instance = recorded.list(Ec2Types.INSTANCE).only();
    assertThat(instance.availabilityZone()).isEqualTo("us-east-1a");
    assertThat(instance.configuration().path("launchTime").asText())
        .isEqualTo("2026-01-05T10:00:00.000Z");
    assertThat(instance.relationships())
        .extracting(Relationship::name)
        .containsExactlyInAnyOrder(
            "Is contained in Vpc",
            "Is contained in Subnet",
            "Is associated with SecurityGroup",
            "Contains NetworkInterface",
            "Is attached to Volume");

    // When
    change(
        "ec2",
        "instancesSet",
        "instanceId",
        "i-0aa10000000000001",
        i -> ((ObjectNode) i.path("instanceState")).put("name", "terminated"));

    // Then
    assertThat(recorded.list(Ec2Types.INSTANCE).found()).isEmpty();
    assertThat(recorded.describe(instance)).isEqualTo(new Looked.Gone());
  }

  private void change(
      String service, String collection, String member, String id, Consumer<ObjectNode> change) {
    recorded
        .scenario()
        .change(Recorded.ACCOUNT, Recorded.REGION, service, collection, member, id, change);
  }
}
