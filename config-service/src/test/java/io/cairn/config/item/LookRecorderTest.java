package io.cairn.config.item;

import static io.cairn.config.testing.Observations.bucket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.config.database.Database;
import io.cairn.config.database.Sql;
import io.cairn.config.item.ItemRecorder.Outcome;
import io.cairn.config.testing.CoreProfile;
import io.cairn.config.testing.Observations;
import io.cairn.contracts.AccountId;
import io.cairn.contracts.ResourceKey;
import io.cairn.testkit.servers.KafkaProbe;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
@QuarkusTest
@TestProfile(CoreProfile.class)
class LookRecorderTest {
  private static final String ACCOUNT = "111111111111";
  private static final Instant T0 = Instant.parse("2026-03-04T05:06:07.089Z");

  @Inject ItemRecorder recorder;
  @Inject ItemStore items;
  @Inject ResourceStore resources;
  @Inject ItemJson json;
  @Inject Database database;

  private List<ConfigurationItem> history(ResourceKey key) {
    return items.newestFirst(key, null, null, null, 100);
  }

  @Test
  void shouldWriteAwsMessageFormWhenAResourceIsDiscovered() {
    // Given
    ResourceKey key = bucket(ACCOUNT, "form");

    // When
    Outcome outcome =
        recorder.record(
            Observations.of(key)
                .configured("{\"name\":\"form\"}")
                .tagged("team", "a")
                .created(Instant.parse("2026-01-01T00:00:00Z"))
                .related("AWS::KMS::Key", "k-1", null, "Is associated with ")
                .at(T0.plusNanos(999_999))
                .seen());

    // Then
    assertThat(outcome).isEqualTo(Outcome.DISCOVERED);
    assertThat(new String(history(key).getFirst().message(), StandardCharsets.UTF_8))
        .isEqualTo(
            """
            {"relatedEvents":[],"relationships":[{"resourceId":"k-1","resourceName":null,\
            "resourceType":"AWS::KMS::Key","name":"Is associated with "}],"configuration":{"name":"form"},\
            "supplementaryConfiguration":{},"tags":{"team":"a"},"awsAccountId":"111111111111",\
            "resourceType":"AWS::S3::Bucket","resourceId":"form","resourceName":"form",\
            "ARN":"arn:aws:s3:::form","awsRegion":"eu-west-1","availabilityZone":"Regional",\
            "resourceCreationTime":"2026-01-01T00:00:00.000Z","configurationItemVersion":"1.3",\
            "configurationItemCaptureTime":"2026-03-04T05:06:07.089Z","configurationStateId":1772600767089,\
            "configurationItemStatus":"ResourceDiscovered","configurationStateMd5Hash":""}""");
  }

  @Test
  void shouldTellOfTheItemWhenItIsRecorded() {
    // Given
    ResourceKey key = bucket(ACCOUNT, "told");

    // When
    recorder.record(Observations.of(key).seen());

    // Then
    byte[] stored = history(key).getFirst().message();
    try (var probe = new KafkaProbe()) {
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(
                          probe.read(
                              "config.item.recorded.v1", r -> r.key().equals(key.toString())))
                      .singleElement()
                      .satisfies(
                          r -> {
                            assertThat(r.value()).isEqualTo(stored);
                            assertThat(r.headers())
                                .containsEntry("ce_type", "io.cairn.config.item.recorded.v1");
                          }));
    }
  }

  @Test
  void shouldTellWithoutTheBodyWhenTheItemIsOversized() {
    // Given
    ResourceKey key = bucket(ACCOUNT, "huge");

    // When
    recorder.record(
        Observations.of(key).configured("{\"x\":\"" + "y".repeat(300_000) + "\"}").seen());

    // Then
    assertThat(history(key).getFirst().message()).hasSizeGreaterThan(300_000);
    try (var probe = new KafkaProbe()) {
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(
                          probe.read(
                              "config.item.recorded.v1", r -> r.key().equals(key.toString())))
                      .singleElement()
                      .satisfies(
                          r -> {
                            JsonNode told = Observations.json(r.text());
                            assertThat(r.value().length).isLessThan(ItemPublisher.MAX_BYTES);
                            assertThat(told.path("configuration").isNull()).isTrue();
                            assertThat(told.at("/claimCheck/bytes").asInt()).isGreaterThan(300_000);
                          }));
    }
  }

  @Test
  void shouldMakeNoItemWhenOnlyOrderAndVolatilePathsDiffer() {
    // Given
    ResourceKey key = bucket(ACCOUNT, "same");
    recorder.record(
        Observations.of(key)
            .configured("{\"groups\":[\"a\",\"b\"],\"latest\":1,\"m\":[{\"t\":1,\"id\":\"x\"}]}")
            .withVolatile("configuration.latest")
            .withVolatile("configuration.m[].t")
            .at(T0)
            .seen());

    // When
    Outcome outcome =
        recorder.record(
            Observations.of(key)
                .configured(
                    "{\"m\":[{\"id\":\"x\",\"t\":2}],\"latest\":2,\"groups\":[\"b\",\"a\"]}")
                .withVolatile("configuration.latest")
                .withVolatile("configuration.m[].t")
                .at(T0.plusSeconds(60))
                .seen());

    // Then
    assertThat(outcome).isEqualTo(Outcome.UNCHANGED);
    assertThat(history(key)).hasSize(1);
    assertThat(resources.find(key).orElseThrow().observedAt()).isEqualTo(T0.plusSeconds(60));
  }

  @Test
  void shouldMakeAnItemWhenAnOrderedListIsReordered() {
    // Given
    ResourceKey key = bucket(ACCOUNT, "ordered");
    recorder.record(Observations.of(key).configured("{\"command\":[\"a\",\"b\"]}").at(T0).seen());

    // When
    Outcome outcome =
        recorder.record(
            Observations.of(key)
                .configured("{\"command\":[\"b\",\"a\"]}")
                .at(T0.plusSeconds(1))
                .seen());

    // Then
    assertThat(outcome).isEqualTo(Outcome.CHANGED);
  }

  @Test
  void shouldKeepTheLastValueWhenAPartIsStale() {
    // Given
    ResourceKey key = bucket(ACCOUNT, "stale");
    recorder.record(
        Observations.of(key)
            .supplemented("{\"BucketPolicy\":{\"policyText\":\"p\"}}")
            .tagged("a", "b")
            .at(T0)
            .seen());

    // When
    Outcome denied =
        recorder.record(
            Observations.of(key)
                .stale("supplementaryConfiguration.BucketPolicy")
                .stale("tags")
                .at(T0.plusSeconds(60))
                .seen());
    CurrentResource during = resources.find(key).orElseThrow();
    Outcome removed = recorder.record(Observations.of(key).at(T0.plusSeconds(120)).seen());

    // Then
    assertThat(denied).isEqualTo(Outcome.UNCHANGED);
    assertThat(during.staleParts())
        .containsExactlyInAnyOrder("supplementaryConfiguration.BucketPolicy", "tags");
    assertThat(during.unknownParts()).isEmpty();
    assertThat(during.settledAt()).isEqualTo(T0);
    assertThat(removed).isEqualTo(Outcome.CHANGED);
    assertThat(history(key).getFirst().previousLookAt()).isEqualTo(T0);
    assertThat(resources.find(key).orElseThrow().staleParts()).isEmpty();
  }

  @Test
  void shouldKnowThatAPartIsUnknownWhenItNeverCouldBeRead() {
    // Given
    ResourceKey key = bucket(ACCOUNT, "unknown");

    // When
    recorder.record(Observations.of(key).stale("BucketPolicy").at(T0).seen());

    // Then
    assertThat(resources.find(key).orElseThrow().unknownParts()).containsExactly("BucketPolicy");
  }

  @Test
  void shouldGoThroughDeletionAndRediscovery() {
    // Given
    ResourceKey key = bucket(ACCOUNT, "gone");
    recorder.record(Observations.of(key).tagged("a", "b").at(T0).seen());

    // When
    Outcome deleted = recorder.recordDeleted(key, T0.plusSeconds(1));
    Outcome again = recorder.recordDeleted(key, T0.plusSeconds(2));
    boolean stillThere =
        recorder
            .existingIds(new AccountId(ACCOUNT), "eu-west-1", "AWS::S3::Bucket")
            .contains("gone");
    Outcome back = recorder.record(Observations.of(key).at(T0.plusSeconds(3)).seen());

    // Then
    assertThat(List.of(deleted, again, back))
        .containsExactly(Outcome.DELETED, Outcome.IGNORED, Outcome.DISCOVERED);
    assertThat(stillThere).isFalse();
    ObjectNode gone = json.read(history(key).get(1));
    assertThat(gone.path("configurationItemStatus").asText()).isEqualTo("ResourceDeleted");
    assertThat(gone.path("configuration").isNull()).isTrue();
    assertThat(gone.path("tags").isEmpty()).isTrue();
    assertThat(gone.path("resourceCreationTime").isNull()).isTrue();
    assertThat(gone.path("ARN").asText()).isEqualTo("arn:aws:s3:::gone");
  }

  @Test
  void shouldIgnoreWhenTheLookIsOlderOrTheResourceUnknown() {
    // Given
    ResourceKey key = bucket(ACCOUNT, "older");
    recorder.record(Observations.of(key).configured("{\"v\":1}").at(T0).seen());

    // When
    Outcome older =
        recorder.record(Observations.of(key).configured("{\"v\":0}").at(T0.minusMillis(1)).seen());
    Outcome olderDeletion = recorder.recordDeleted(key, T0.minusMillis(1));
    Outcome unknown = recorder.recordDeleted(bucket(ACCOUNT, "never"), T0);

    // Then
    assertThat(List.of(older, olderDeletion, unknown)).containsOnly(Outcome.IGNORED);
    assertThat(history(key)).hasSize(1);
  }

  @Test
  void shouldOrderItemsWhenTwoLooksShareAMillisecond() {
    // Given
    ResourceKey key = bucket(ACCOUNT, "tie");

    // When
    for (int i = 0; i < 3; i++) {
      recorder.record(Observations.of(key).configured("{\"v\":" + i + "}").at(T0).seen());
    }

    // Then
    assertThat(history(key))
        .extracting(ConfigurationItem::stateId)
        .containsExactly(1772600767091L, 1772600767090L, 1772600767089L);
  }

  @Test
  void shouldMakeOneItemWhenManyLookAtOnce() throws Exception {
    // Given
    ResourceKey key = bucket(ACCOUNT, "crowd");
    List<Future<Outcome>> outcomes = new ArrayList<>();

    // When
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 40; i++) {
        outcomes.add(
            threads.submit(
                () -> recorder.record(Observations.of(key).configured("{\"v\":1}").at(T0).seen())));
      }
    }

    // Then
    int discovered = 0;
    for (Future<Outcome> outcome : outcomes) {
      discovered += outcome.get() == Outcome.DISCOVERED ? 1 : 0;
    }
    assertThat(discovered).isEqualTo(1);
    assertThat(history(key)).hasSize(1);
  }

  @Test
  void shouldLeaveNothingWhenTheOutboxCannotBeWritten() {
    // Given
    ResourceKey key = bucket(ACCOUNT, "rollback");
    database.update(
        Sql.of(
            "ALTER TABLE outbox ADD CONSTRAINT no_rollback CHECK (record_key <> '" + key + "')"));

    // When
    assertThatThrownBy(
            () -> recorder.record(Observations.of(key).related("A::B::C", "x", null, "n").seen()))
        .hasMessageContaining("config.item.recorded.v1");
    database.update(Sql.of("ALTER TABLE outbox DROP CONSTRAINT no_rollback"));

    // Then
    assertThat(history(key)).isEmpty();
    assertThat(resources.find(key)).isEmpty();
    assertThat(
            database.number(
                Sql.of("SELECT count(*) FROM resource_edge WHERE resource_id = 'rollback'")))
        .isZero();
    assertThat(recorder.record(Observations.of(key).seen())).isEqualTo(Outcome.DISCOVERED);
  }

  @Test
  void shouldLeaveNothingWhenTheCallersTransactionRollsBack() {
    // Given
    ResourceKey key = bucket(ACCOUNT, "caller");

    // When
    assertThatThrownBy(
            () ->
                QuarkusTransaction.requiringNew()
                    .run(
                        () -> {
                          recorder.record(Observations.of(key).seen());
                          throw new IllegalStateException("crash");
                        }))
        .hasMessage("crash");

    // Then
    assertThat(history(key)).isEmpty();
  }
}
