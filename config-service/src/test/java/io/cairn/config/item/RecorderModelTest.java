package io.cairn.config.item;

import static io.cairn.config.testing.Observations.bucket;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.config.item.ItemIntake.TakenItem;
import io.cairn.config.testing.CoreProfile;
import io.cairn.config.testing.Observations;
import io.cairn.contracts.AccountId;
import io.cairn.contracts.ResourceKey;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random looks, deletions, late looks and imports against the simplest model that can be right. */
@NullMarked
@QuarkusTest
@TestProfile(CoreProfile.class)
class RecorderModelTest {
  private static final Instant T0 = Instant.parse("2026-03-04T05:00:00Z");
  private static final String GONE = "gone";

  @Inject ItemRecorder recorder;
  @Inject ItemIntake intake;
  @Inject ItemStore items;
  @Inject ItemJson json;

  /** What a resource's history must be: capture time to value. */
  private static final class Model {
    final TreeMap<Instant, String> items = new TreeMap<>();
    Instant lastLook = Instant.MIN;

    /** Value now, null if never seen. */
    @Nullable String now() {
      return items.isEmpty() ? null : items.lastEntry().getValue();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 20261124})
  void shouldAgreeWithTheModelWhenLooksAreRandom(long seed) {
    // Given
    var random = new Random(seed);
    String account = "6%011d".formatted(seed);
    List<ResourceKey> keys = new ArrayList<>();
    Map<ResourceKey, Model> models = new HashMap<>();
    for (int i = 0; i < 4; i++) {
      keys.add(bucket(account, "m" + i));
      models.put(keys.get(i), new Model());
    }

    // When
    Instant now = T0;
    for (int step = 0; step < 150; step++) {
      now = now.plusMillis(1 + random.nextInt(5_000));
      ResourceKey key = keys.get(random.nextInt(keys.size()));
      Model model = Objects.requireNonNull(models.get(key));
      switch (random.nextInt(10)) {
        case 0 -> delete(key, model, now);
        case 1 -> look(key, model, T0.minusSeconds(1 + random.nextInt(9)), random);
        case 2 -> take(key, model, T0.plusMillis(random.nextInt(700_000)), random);
        default -> look(key, model, now, random);
      }
    }

    // Then
    for (ResourceKey key : keys) {
      check(key, Objects.requireNonNull(models.get(key)), random, seed);
    }
    Set<String> existing = new HashSet<>();
    models.forEach(
        (key, model) -> {
          if (model.now() != null && !GONE.equals(model.now())) {
            existing.add(key.resourceId());
          }
        });
    assertThat(recorder.existingIds(new AccountId(account), "eu-west-1", "AWS::S3::Bucket"))
        .isEqualTo(existing);
  }

  private void look(ResourceKey key, Model model, Instant at, Random random) {
    String value = "v" + random.nextInt(3);
    recorder.record(
        Observations.of(key)
            .configured(
                "{\"v\":\"%s\",\"set\":[%s]}"
                    .formatted(value, random.nextBoolean() ? "1,2" : "2,1"))
            .at(at)
            .seen());
    if (!at.isBefore(model.lastLook)) {
      model.lastLook = at;
      if (!value.equals(model.now())) {
        model.items.put(at, value);
      }
    }
  }

  private void delete(ResourceKey key, Model model, Instant at) {
    recorder.recordDeleted(key, at);
    if (model.now() != null && !GONE.equals(model.now()) && !at.isBefore(model.lastLook)) {
      model.lastLook = at;
      model.items.put(at, GONE);
    }
  }

  /** Imports are of the past, may come twice, and make an item even where nothing changed. */
  private void take(ResourceKey key, Model model, Instant at, Random random) {
    if (model.items.containsKey(at)) {
      return;
    }
    String value = "v" + random.nextInt(3);
    var message =
        MessageForm.complete(
            MessageForm.of(
                Observations.of(key)
                    .configured("{\"v\":\"%s\",\"set\":[1,2]}".formatted(value))
                    .at(at)
                    .seen()),
            at,
            at.toEpochMilli(),
            ItemStatus.OK);
    var item =
        new TakenItem(key, at, at.toEpochMilli(), ItemStatus.OK, message, json.write(message));
    assertThat(intake.take(List.of(item))).isEqualTo(1);
    assertThat(intake.take(List.of(item))).isZero();
    if (model.items.isEmpty() || at.isAfter(model.items.lastKey())) {
      model.lastLook = at.isAfter(model.lastLook) ? at : model.lastLook;
    }
    model.items.put(at, value);
  }

  private void check(ResourceKey key, Model model, Random random, long seed) {
    List<ConfigurationItem> history = items.newestFirst(key, null, null, null, 1_000);
    TreeMap<Instant, String> stored = new TreeMap<>();
    history.forEach(item -> stored.put(item.captureTime(), value(item)));
    assertThat(stored).as("seed %d, %s", seed, key).isEqualTo(model.items);
    assertThat(history).hasSize(model.items.size());
    for (int i = 0; i < 20; i++) {
      Instant at = T0.plusMillis(random.nextInt(800_000));
      Map.@Nullable Entry<Instant, String> wanted = model.items.floorEntry(at);
      assertThat(items.asOf(key, at).map(this::value).orElse(null))
          .as("seed %d, %s at %s", seed, key, at)
          .isEqualTo(wanted == null ? null : wanted.getValue());
    }
    for (int i = 1; i < history.size(); i++) {
      boolean same = value(history.get(i - 1)).equals(value(history.get(i)));
      JsonNode diff =
          ItemDifference.between(json.read(history.get(i)), json.read(history.get(i - 1)));
      assertThat(diff.path("changeType").asText().equals("NONE"))
          .as("seed %d, %s", seed, diff)
          .isEqualTo(same);
    }
  }

  private String value(ConfigurationItem item) {
    return item.status().isDeleted() ? GONE : json.read(item).at("/configuration/v").asText();
  }
}
