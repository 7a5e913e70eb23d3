package io.cairn.config.item;

import static io.cairn.config.testing.Observations.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class ItemDifferenceTest {

  @Test
  void shouldWriteAwsFormWhenScalarsListsTagsAndRelationshipsChange() {
    // Given
    JsonNode earlier =
        json(
            """
            {"configurationItemStatus":"OK","tags":{"team":"a"},"relationships":
             [{"resourceId":"sg-1","resourceType":"AWS::EC2::SecurityGroup","name":"Is associated with SecurityGroup"}],
             "configuration":{"state":"available","groups":["a","b"],"command":["x","y"]},
             "supplementaryConfiguration":{"BucketVersioningConfiguration":{"Status":"Off"}}}""");
    JsonNode later =
        json(
            """
            {"configurationItemStatus":"OK","tags":{"team":"b","Env":"p"},"relationships":
             [{"resourceId":"sg-2","resourceType":"AWS::EC2::SecurityGroup","name":"Is associated with SecurityGroup"}],
             "configuration":{"state":"in-use","groups":["b","c","a"],"command":["y","x"]},
             "supplementaryConfiguration":{"BucketVersioningConfiguration":{"Status":"Enabled"}}}""");

    // When
    ObjectNode diff = ItemDifference.between(earlier, later);

    // Then
    JsonNode changed = diff.path("changedProperties");
    assertThat(diff.path("changeType").asText()).isEqualTo("UPDATE");
    assertThat(changed.path("Configuration.State"))
        .isEqualTo(
            json(
                "{'previousValue':'available','updatedValue':'in-use','changeType':'UPDATE'}"
                    .replace('\'', '"')));
    assertThat(changed.path("Configuration.Groups.0").path("changeType").asText())
        .isEqualTo("CREATE");
    assertThat(changed.path("Relationships.0").path("changeType").asText()).isEqualTo("DELETE");
    assertThat(changed.path("Relationships.1").path("changeType").asText()).isEqualTo("CREATE");
    assertThat(
            changed
                .path("SupplementaryConfiguration.BucketVersioningConfiguration.Status")
                .path("updatedValue")
                .asText())
        .isEqualTo("Enabled");
    assertThat(changed.path("Tags.team").path("changeType").asText()).isEqualTo("UPDATE");
    assertThat(changed.path("Tags.Env").path("previousValue").isNull()).isTrue();
    assertThat(changed.path("Configuration.Command.0").path("changeType").asText())
        .isEqualTo("UPDATE");
    assertThat(changed.size()).isEqualTo(9);
  }

  @Test
  void shouldCreateWithoutPropertiesWhenThereWasNothingBefore() {
    // When
    ObjectNode first = ItemDifference.between(null, json("{\"configuration\":{\"a\":1}}"));
    ObjectNode again =
        ItemDifference.between(
            json("{\"configurationItemStatus\":\"ResourceDeleted\",\"configuration\":null}"),
            json("{\"configurationItemStatus\":\"ResourceDiscovered\",\"configuration\":{}}"));

    // Then
    assertThat(List.of(first, again))
        .allSatisfy(
            diff -> {
              assertThat(diff.path("changeType").asText()).isEqualTo("CREATE");
              assertThat(diff.path("changedProperties").isEmpty()).isTrue();
            });
  }

  @Test
  void shouldDeleteWhenTheLaterItemSaysSo() {
    // When
    ObjectNode diff =
        ItemDifference.between(
            json("{\"configurationItemStatus\":\"OK\",\"configuration\":{\"a\":1}}"),
            json("{\"configurationItemStatus\":\"ResourceDeleted\",\"configuration\":null}"));

    // Then
    assertThat(diff.path("changeType").asText()).isEqualTo("DELETE");
    assertThat(diff.at("/changedProperties/Configuration/changeType").asText()).isEqualTo("DELETE");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 20261124})
  void shouldNameEveryChangeAndNothingElseWhenTreesAreRandom(long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    for (int i = 0; i < 500; i++) {
      // Given
      ObjectNode earlier = message(random);
      ObjectNode later = random.nextInt(4) == 0 ? shuffled(earlier, random) : message(random);

      // When
      ObjectNode diff = ItemDifference.between(earlier, later);

      // Then
      boolean same = Canonical.text(earlier, List.of()).equals(Canonical.text(later, List.of()));
      assertThat(diff.path("changedProperties").isEmpty()).as("seed %d", seed).isEqualTo(same);
      assertThat(diff.path("changeType").asText()).isEqualTo(same ? "NONE" : "UPDATE");
      diff.path("changedProperties")
          .forEach(
              change ->
                  assertThat(change.path("previousValue").equals(change.path("updatedValue")))
                      .as("%s in seed %d", change, seed)
                      .isEqualTo(
                          change.path("previousValue").isNull()
                              && change.path("updatedValue").isNull()));
    }
  }

  private static ObjectNode message(RandomGenerator random) {
    ObjectNode message = JsonNodeFactory.instance.objectNode();
    message.put("configurationItemStatus", "OK");
    message.set("configuration", tree(random, 3));
    return message;
  }

  private static JsonNode tree(RandomGenerator random, int depth) {
    int kind = random.nextInt(depth == 0 ? 3 : 6);
    if (kind < 3) {
      return switch (kind) {
        case 0 -> JsonNodeFactory.instance.numberNode(random.nextInt(3));
        case 1 -> JsonNodeFactory.instance.textNode("t" + random.nextInt(3));
        default -> JsonNodeFactory.instance.nullNode();
      };
    }
    if (kind == 3) {
      ArrayNode list = JsonNodeFactory.instance.arrayNode();
      for (int i = random.nextInt(4); i > 0; i--) {
        list.add(tree(random, depth - 1));
      }
      return list;
    }
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (int i = random.nextInt(4); i > 0; i--) {
      object.set(List.of("a", "A", "command", "b").get(random.nextInt(4)), tree(random, depth - 1));
    }
    return object;
  }

  /** The same with its sets in another order: no difference. */
  private static ObjectNode shuffled(ObjectNode message, RandomGenerator random) {
    ObjectNode copy = message.deepCopy();
    copy.findParents("b")
        .forEach(
            parent -> {
              if (parent.get("b") instanceof ArrayNode list && list.size() > 1) {
                JsonNode first = list.remove(random.nextInt(list.size()));
                list.add(first);
              }
            });
    return copy;
  }
}
