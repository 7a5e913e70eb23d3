package io.cairn.config.item;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The text that two looks are compared by; what is stored of it must not change its form. */
@NullMarked
class CanonicalTest {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static ObjectNode json(String text) {
    try {
      return (ObjectNode) MAPPER.readTree(text.replace('\'', '"'));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void shouldWriteMembersInOrderAndListsAsSets() {
    // Given
    ObjectNode message =
        json(
            """
            {'tags':{'b':'2','a':'\\u00e9 \\n'},'configuration':{'list':[{'z':1,'a':[3,1,2]},'x',null,1.50],
            'command':['run','all'],'empty':{},'none':[]},'configurationStateId':17}
            """);

    // When
    String text = Canonical.text(message, List.of());

    // Then
    assertThat(text)
        .isEqualTo(
            "{\"configuration\":{\"command\":[\"run\",\"all\"],\"empty\":{},\"list\":[\"x\",1.5,"
                + "null,{\"a\":[1,2,3],\"z\":1}],\"none\":[]},"
                + "\"tags\":{\"a\":\"é \\n\",\"b\":\"2\"}}");
  }

  @Test
  void shouldLeaveVolatilePathsOutAndTheMessageWhole() {
    // Given
    ObjectNode message =
        json(
            "{'configuration':{'lists':[{'count':1,'id':'a'},{'count':2,'id':'b'}],'moved':'x'},"
                + "'tags':{'moved':'stays'}}");
    String before = message.toString();

    // When
    String text =
        Canonical.text(
            message, List.of("configuration.lists[].count", "configuration.moved", "absent.path"));

    // Then
    assertThat(text)
        .isEqualTo(
            "{\"configuration\":{\"lists\":[{\"id\":\"a\"},{\"id\":\"b\"}]},"
                + "\"tags\":{\"moved\":\"stays\"}}");
    assertThat(message).hasToString(before);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void shouldWriteTheSameWhateverTheOrder(long seed) {
    // Given
    var random = new Random(seed);
    ObjectNode message = NODES.objectNode();
    message.set("configuration", tree(random, 4));

    // When
    JsonNode shuffled = shuffled(message, random);

    // Then
    assertThat(Canonical.text((ObjectNode) shuffled, List.of()))
        .isEqualTo(Canonical.text(message, List.of()));
  }

  private static JsonNode tree(Random random, int depth) {
    if (depth == 0 || random.nextInt(5) == 0) {
      return random.nextBoolean()
          ? NODES.numberNode(random.nextInt(9))
          : NODES.textNode("t" + random.nextInt(9) + "\"");
    }
    if (random.nextBoolean()) {
      ArrayNode list = NODES.arrayNode();
      for (int i = random.nextInt(5); i >= 0; i--) {
        list.add(tree(random, depth - 1));
      }
      return list;
    }
    ObjectNode object = NODES.objectNode();
    for (int i = random.nextInt(5); i >= 0; i--) {
      object.set("m" + random.nextInt(20), tree(random, depth - 1));
    }
    return object;
  }

  private static JsonNode shuffled(JsonNode node, Random random) {
    if (node instanceof ArrayNode list) {
      List<JsonNode> elements = new ArrayList<>();
      list.forEach(element -> elements.add(shuffled(element, random)));
      Collections.shuffle(elements, random);
      return NODES.arrayNode().addAll(elements);
    }
    if (node instanceof ObjectNode object) {
      List<Map.Entry<String, JsonNode>> members = new ArrayList<>(object.properties());
      Collections.shuffle(members, random);
      ObjectNode result = NODES.objectNode();
      members.forEach(m -> result.set(m.getKey(), shuffled(m.getValue(), random)));
      return result;
    }
    return node;
  }
}
