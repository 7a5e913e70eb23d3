package io.cairn.config.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Discovery over REST, on recorded answers, down to the items. */
@QuarkusTest
@NullMarked
class DiscoveryTest {

  private static final String SUCCESS = "COMPLETED";

  @Inject AgroalDataSource dataSource;

  private RecordedAccount account = RecordedAccount.start();

  @BeforeEach
  void addAccount() {
    assertThat(account.add().statusCode()).isEqualTo(201);
  }

  @AfterEach
  void removeAccount() {
    BrokenTransport.mend();
    account.remove();
    account.close();
  }

  @Test
  void shouldRecordEveryTypeWhenAnAccountIsDiscovered() {
    // When
    JsonPath job = account.discoverToTheEnd();

    // Then
    assertThat(job.getString("state")).as(job.prettify()).isEqualTo(SUCCESS);
    assertThat(job.getInt("progress.units")).isEqualTo(40);
    assertThat(job.getList("units.state", String.class)).containsOnly(SUCCESS);
    assertThat(job.getLong("progress.calls")).isPositive();
    assertThat(RecordedAccount.ids("AWS::S3::Bucket"))
        .containsExactlyInAnyOrder("orders-data", "orders-logs", "orders-web");
    assertThat(RecordedAccount.ids("AWS::EC2::VPC"))
        .containsExactlyInAnyOrder("vpc-0aa10000000000001", "vpc-0aa20000000000001");
    assertThat(RecordedAccount.ids("AWS::IAM::User")).hasSize(2);
    assertThat(RecordedAccount.ids("AWS::::Account")).hasSize(3);
  }

  @Test
  void shouldMakeNoItemWhenNothingChanged() {
    // Given
    account.discoverToTheEnd();

    // When
    JsonPath again = account.discoverToTheEnd();

    // Then
    assertThat(again.getString("state")).isEqualTo(SUCCESS);
    assertThat(again.getLong("progress.discovered")).isZero();
    assertThat(again.getLong("progress.changed")).isZero();
    assertThat(again.getLong("progress.listed")).isPositive();
  }

  @Test
  void shouldReportADeniedRegionAndGoOnWithTheRest() {
    // Given
    account.scenario().faults().denyIn("eu-west-1", "ec2:*");

    // When
    JsonPath job = account.discoverToTheEnd();

    // Then
    assertThat(job.getString("state")).isEqualTo("PARTIAL");
    List<String> denied =
        job.getList("units.findAll { it.state == 'DENIED' }.region", String.class);
    assertThat(denied).hasSize(8).containsOnly("eu-west-1");
    assertThat(job.getList("failures.detail", String.class))
        .anyMatch(d -> d.startsWith("ec2:DescribeVpcs: UnauthorizedOperation"));
    assertThat(job.getList("units.findAll { it.region == 'us-east-1' }.state", String.class))
        .containsOnly(SUCCESS);
  }

  @Test
  void shouldSayNotApplicableWhenARegionIsOff() {
    // Given
    account.scenario().faults().turnOff("eu-west-1");

    // When
    JsonPath job = account.discoverToTheEnd();

    // Then
    assertThat(job.getList("units.findAll { it.region == 'eu-west-1' }.state", String.class))
        .contains("NOT_APPLICABLE")
        .doesNotContain("DENIED", "INCOMPLETE");
  }

  @Test
  void shouldDeleteOnlyWhatACompleteListLacks() {
    // Given
    account.discoverToTheEnd();
    ageSightings();
    account
        .scenario()
        .remove(RecordedAccount.ACCOUNT, "us-east-1", "ec2", "volumeSet", "volumeId", VOLUME);
    account.scenario().faults().breakDown("ec2:DescribeVolumes", 1000);

    // When
    JsonPath incomplete = account.discoverToTheEnd();

    // Then
    assertThat(incomplete.getString("state")).isEqualTo("PARTIAL");
    assertThat(RecordedAccount.ids("AWS::EC2::Volume")).contains(VOLUME);

    // When
    account.scenario().faults().heal();
    JsonPath complete = account.discoverToTheEnd();

    // Then
    assertThat(complete.getLong("progress.deleted")).isEqualTo(1);
    assertThat(RecordedAccount.ids("AWS::EC2::Volume")).containsExactly("vol-0aa20000000000001");
  }

  @Test
  void shouldStoreTheRestAndSaySoWhenOneResourceCannotBeStored() throws SQLException {
    // Given
    account
        .scenario()
        .change(
            RecordedAccount.ACCOUNT,
            "us-east-1",
            "ec2",
            "volumeSet",
            "volumeId",
            VOLUME,
            volume -> volume.put("size", 4321));
    execute("ALTER TABLE outbox ADD CONSTRAINT bad CHECK (record_key NOT LIKE '%/" + VOLUME + "')");

    // When
    JsonPath job = account.discoverToTheEnd();
    execute("ALTER TABLE outbox DROP CONSTRAINT bad");

    // Then
    assertThat(job.getString("state")).isEqualTo("PARTIAL");
    assertThat(job.getList("failures.detail", String.class))
        .containsExactly(
            "1 resources were listed and could not be stored; the service's log names them.");
    assertThat(job.getList("units.findAll { it.state == 'INCOMPLETE' }.resourceType"))
        .containsExactly("AWS::EC2::Volume");
  }

  private static final String VOLUME = "vol-0aa10000000000001";

  @Test
  void shouldWantTwoCompleteListsWhenTheResourceWasJustMade() {
    // Given
    account.discoverToTheEnd();
    account
        .scenario()
        .remove(RecordedAccount.ACCOUNT, "us-east-1", "ec2", "volumeSet", "volumeId", VOLUME);

    // When
    account.discoverToTheEnd();

    // Then
    assertThat(RecordedAccount.ids("AWS::EC2::Volume")).contains(VOLUME);

    // When
    account.discoverToTheEnd();

    // Then
    assertThat(RecordedAccount.ids("AWS::EC2::Volume")).doesNotContain(VOLUME);
  }

  @Test
  void shouldFailTheJobWhenTheAccountDoesNotAnswer() {
    // Given
    account.scenario().faults().deny("sts:AssumeRole");

    // When
    JsonPath job = account.discoverToTheEnd();

    // Then
    assertThat(job.getString("state")).isEqualTo("FAILED");
    assertThat(job.getString("error")).contains("AccessDenied", "does not let the suite assume");
    assertThat(job.getList("units.state", String.class)).containsOnly("UNREACHABLE");
  }

  @Test
  void shouldFailTheJobWhenCredentialsAreRefusedOnTheWay() {
    // Given
    account.scenario().faults().expire("kms:ListKeys");
    account.scenario().faults().expireAfter("sts:GetCallerIdentity", 1);

    // When
    JsonPath job = account.discoverToTheEnd();

    // Then
    assertThat(job.getString("state")).isEqualTo("FAILED");
    assertThat(job.getString("error")).contains("ExpiredToken");
  }

  @Test
  void shouldSayIncompleteWhenOneServiceOfTheHomeRegionRefusesTheCredentials() {
    // Given
    account.scenario().faults().expire("kms:ListKeys");

    // When
    JsonPath job = account.discoverToTheEnd();

    // Then
    assertThat(job.getString("state")).isEqualTo("PARTIAL");
    assertThat(
            job.getList("units.findAll { it.resourceType == 'AWS::KMS::Key' }.state", String.class))
        .containsExactlyInAnyOrder("INCOMPLETE", "NOT_APPLICABLE");
  }

  @Test
  void shouldFailTheJobOnceWhenTheNamesOfHostsAreLostOnTheWay() {
    // Given
    BrokenTransport.loseHostsFrom("Kms/.*");

    // When
    JsonPath job = account.discoverToTheEnd();

    // Then
    assertThat(job.getString("state")).as(job.prettify()).isEqualTo("FAILED");
    assertThat(job.getString("error"))
        .startsWith("UnknownHost: The account did not answer. The host ")
        .contains("has no address", "DNS");
    assertThat(job.getList("units.findAll { it.resourceType == 'AWS::KMS::Key' }.state"))
        .containsOnly("UNREACHABLE");
    assertThat(job.getInt("progress.failed")).isPositive();
    assertThat(job.getList("failures.findAll { it.detail.contains('UnknownHost') }")).hasSize(1);
    assertThat(job.getList("units.error")).containsOnlyNulls();
  }

  @ParameterizedTest
  @CsvSource({
    "us-east-1, Lambda, AWS::Lambda::Function",
    "eu-west-1, Lambda, AWS::Lambda::Function"
  })
  void shouldSayIncompleteWhenTheHostOfOneServiceHasNoAddress(
      String region, String service, String type) {
    // Given
    account.discoverToTheEnd();
    BrokenTransport.loseHosts(service + "/" + region);

    // When
    JsonPath job = account.discoverToTheEnd();

    // Then
    assertThat(job.getString("state")).as(job.prettify()).isEqualTo("PARTIAL");
    assertThat(job.getInt("progress.failed")).isEqualTo(1);
    assertThat(job.getList("units.findAll { it.state == 'INCOMPLETE' }.resourceType"))
        .containsExactly(type);
    assertThat(job.getList("failures.region")).containsExactly(region);
  }

  @Test
  void shouldSayOnceThatThereAreNoCredentials() {
    // Given
    BrokenTransport.loseCredentials();

    // When
    JsonPath job = account.discoverToTheEnd();

    // Then
    assertThat(job.getString("state")).isEqualTo("FAILED");
    assertThat(job.getString("error"))
        .startsWith("NoCredentials: The suite has no AWS credentials: set AWS_PROFILE, or ")
        .hasSizeLessThan(250);
    assertThat(job.getList("failures")).hasSize(1);
    assertThat(job.getString("failures[0].detail")).isEqualTo(job.getString("error"));
    assertThat(job.getMap("failures[0]")).containsOnlyKeys("detail");
  }

  @Test
  void shouldTellHowManyResourcesAreStale() {
    // Given
    account.scenario().faults().deny("s3:GetBucketAcl");

    // When
    JsonPath job = account.discoverToTheEnd();

    // Then
    assertThat(job.getString("state")).isEqualTo(SUCCESS);
    assertThat(job.getInt("progress.failed")).isZero();
    assertThat(job.getInt("progress.stale")).isEqualTo(3);
    assertThat(job.getList("failures.detail", String.class))
        .singleElement(STRING)
        .startsWith("s3:GetBucketAcl: AccessDenied");
  }

  @Test
  void shouldSayWhyResourcesAreStaleWhenNoCallFailed() {
    // Given
    account
        .scenario()
        .change(RecordedAccount.ACCOUNT, "global", "iam", iam -> iam.remove("CredentialReport"));

    // When
    JsonPath job = account.discoverToTheEnd();

    // Then
    assertThat(job.getInt("progress.stale")).isEqualTo(3);
    assertThat(job.getList("failures.detail", String.class))
        .anyMatch(d -> d.startsWith("supplementaryConfiguration.CredentialReport: not in what AWS"))
        .anyMatch(d -> d.startsWith("configuration.CredentialReport: not in what AWS gave for 1"));
  }

  @Test
  void shouldKeepABucketWhenItsRegionCannotBeAsked() {
    // Given
    account.discoverToTheEnd();
    ageSightings();
    account.scenario().faults().deny("s3:GetBucketLocation");
    account
        .scenario()
        .change(RecordedAccount.ACCOUNT, "global", "s3", s3 -> s3.put("HideRegions", true));

    // When
    account.discoverToTheEnd();
    account.discoverToTheEnd();
    account.discoverToTheEnd();

    // Then
    assertThat(RecordedAccount.ids("AWS::S3::Bucket")).contains("orders-data", "orders-web");
  }

  private void ageSightings() {
    try {
      execute("UPDATE resource_sighting SET first_seen_at = now() - interval '1 hour'");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
