package io.cairn.config.look;

import static io.cairn.config.look.WriteEvents.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agroal.api.AgroalDataSource;
import io.cairn.config.discovery.RecordedAccount;
import io.cairn.contracts.AccountId;
import io.cairn.contracts.ResourceKey;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From an event to the items of what it touched. */
@QuarkusTest
@NullMarked
class LookTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String ACCOUNT = RecordedAccount.ACCOUNT;
  private static final String REGION = "us-east-1";
  private static final String BUCKET = "AWS::S3::Bucket";
  private static final Duration TWO_SECONDS = Duration.ofSeconds(2);
  private static final Duration SOON = Duration.ofSeconds(15);

  @Inject ResourceLooks looks;
  @Inject AgroalDataSource dataSource;

  private final RecordedAccount account = RecordedAccount.start();

  @BeforeEach
  void discover() {
    account.add();
    account.discoverToTheEnd();
    execute("UPDATE resource_sighting SET first_seen_at = now() - interval '1 hour'");
  }

  @AfterEach
  void removeAccount() {
    account.remove();
    account.close();
  }

  private static ResourceKey key(String type, String region, String id) {
    return new ResourceKey(new AccountId(ACCOUNT), region, type, id);
  }

  private void tell(JsonNode event) {
    QuarkusTransaction.requiringNew().run(() -> looks.touchedBy(event).forEach(looks::request));
  }

  private static List<JsonNode> history(ResourceKey key) {
    try {
      JsonNode page =
          MAPPER.readTree(
              RecordedAccount.as("config:GetResourceConfigHistory")
                  .queryParam("accountId", ACCOUNT)
                  .queryParam("region", key.region())
                  .queryParam("resourceType", key.resourceType())
                  .queryParam("resourceId", key.resourceId())
                  .get("/api/v1/config/resources/history")
                  .asString());
      return page.path("items").findValues("configurationItem");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void shouldRecordTheNewItemWithinTwoSecondsWhenTheApiShowsTheChange() {
    // Given
    ResourceKey bucket = key(BUCKET, REGION, "orders-data");
    int before = history(bucket).size();
    account
        .scenario()
        .change(
            ACCOUNT,
            "global",
            "s3",
            "Buckets",
            "Name",
            "orders-data",
            b -> ((ObjectNode) b.path("Versioning")).put("Status", "Suspended"));

    // When
    tell(event("s3", "PutBucketVersioning", "{'bucketName':'orders-data'}", ""));

    // Then
    await()
        .pollInterval(Duration.ofMillis(50))
        .atMost(TWO_SECONDS)
        .until(() -> history(bucket).size() == before + 1);
    assertThat(history(bucket).getFirst().toString()).contains("\"status\":\"Suspended\"");
  }

  @Test
  void shouldLookAgainWhenTheAnswerStillEqualsTheOldState() {
    // Given
    ResourceKey bucket = key(BUCKET, REGION, "orders-logs");
    int before = history(bucket).size();
    tell(event("s3", "PutBucketVersioning", "{'bucketName':'orders-logs'}", ""));
    await().atMost(SOON).until(() -> step(bucket) == 1);

    // When
    account
        .scenario()
        .change(
            ACCOUNT,
            "global",
            "s3",
            "Buckets",
            "Name",
            "orders-logs",
            b -> b.putObject("Versioning").put("Status", "Enabled"));

    // Then
    await().atMost(SOON).until(() -> history(bucket).size() == before + 1);
  }

  @Test
  void shouldMakeFewCallsWhenManyEventsTouchOneResource() {
    // Given
    account.scenario().faults().forget();

    // When
    for (int i = 0; i < 50; i++) {
      tell(event("kms", "TagResource", "{'keyId':'11111111-2222-4333-8444-555555555555'}", ""));
    }

    // Then
    ResourceKey kmsKey = key("AWS::KMS::Key", REGION, "11111111-2222-4333-8444-555555555555");
    await().atMost(SOON).until(() -> step(kmsKey) >= 1);
    assertThat(account.scenario().faults().count("kms:DescribeKey")).isBetween(1L, 10L);
  }

  @Test
  void shouldDeleteAtOnceWhenADeleteEventAndTheApiAgree() {
    // Given
    account.scenario().remove(ACCOUNT, "global", "s3", "Buckets", "Name", "orders-web");

    // When
    tell(event("s3", "DeleteBucket", "{'bucketName':'orders-web'}", ""));

    // Then
    await()
        .pollInterval(Duration.ofMillis(50))
        .atMost(TWO_SECONDS)
        .until(() -> !RecordedAccount.ids(BUCKET).contains("orders-web"));
  }

  @Test
  void shouldNotBelieveThatAResourceIsGoneWhenItWasJustMade() {
    // Given
    ResourceKey bucket = key(BUCKET, REGION, "orders-logs");
    execute("UPDATE resource_sighting SET first_seen_at = now()");
    ObjectNode kept = MAPPER.createObjectNode();
    account.scenario().change(ACCOUNT, "global", "s3", s3 -> kept.setAll(s3.deepCopy()));
    account.scenario().remove(ACCOUNT, "global", "s3", "Buckets", "Name", "orders-logs");

    // When
    tell(event("s3", "PutBucketTagging", "{'bucketName':'orders-logs'}", ""));
    await().atMost(SOON).until(() -> step(bucket) >= 1);

    // Then
    assertThat(RecordedAccount.ids(BUCKET)).contains("orders-logs");
    account.scenario().put(ACCOUNT, "global", "s3", kept);
  }

  @Test
  void shouldListTheTypeWhenTheEventTellsNoId() {
    // Given
    account
        .scenario()
        .remove(
            ACCOUNT,
            REGION,
            "ec2",
            "networkInterfaceSet",
            "networkInterfaceId",
            "eni-0aa10000000000001");

    // When
    tell(event("ec2", "DetachNetworkInterface", "{'attachmentId':'eni-attach-1'}", ""));

    // Then
    await()
        .atMost(SOON)
        .until(
            () ->
                !RecordedAccount.ids("AWS::EC2::NetworkInterface")
                    .contains("eni-0aa10000000000001"));
  }

  private int step(ResourceKey key) {
    return number(
        "SELECT coalesce(max(step), -1) FROM look WHERE resource_id = '" + key.resourceId() + "'");
  }

  private int number(String sql) {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getInt(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void execute(String sql) {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
