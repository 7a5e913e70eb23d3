package io.cairn.config.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.aws.AwsCallFailedException;
import io.cairn.aws.AwsFailure;
import io.cairn.config.collect.catalog.Collectors;
import io.cairn.config.item.ObservedResource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
    if (type.equals("AWS::::Account")) {
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
    Recorded.Listed listed = recorded.list("AWS::EC2::VPC");

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
    assertThatThrownBy(() -> recorded.list("AWS::EC2::VPC"))
        .isInstanceOfSatisfying(
            AwsCallFailedException.class,
            e -> assertThat(e.failure()).isInstanceOf(AwsFailure.Transient.class))
        .hasMessageStartingWith("ec2:DescribeVpcs: ");
  }
}
