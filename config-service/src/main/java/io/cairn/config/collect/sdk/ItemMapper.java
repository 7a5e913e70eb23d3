package io.cairn.config.collect.sdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.FloatNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.ShortNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/**
 * Writes an answer of the SDK as AWS Config spells it: walks the fields of the service's own model,
 * renames them by {@link Family}, leaves out scalars and maps that AWS did not send and keeps
 * lists, also those it left out, as empty ones. Map keys are data and stay as they are.
 */
public final class ItemMapper {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ItemMapper() {}

  public static ObjectNode map(SdkPojo pojo, Family family) {
    ObjectNode node = NODES.objectNode();
    for (SdkField<?> field : pojo.sdkFields()) {
      Object value = field.getValueOrDefault(pojo);
      if (value != null && !(value instanceof SdkAutoConstructMap<?, ?>)) {
        node.set(family.name(field.memberName()), value(value, family));
      }
    }
    return node;
  }

  /** A map of attributes, sorted by name. */
  public static ObjectNode texts(Map<String, String> attributes) {
    ObjectNode node = NODES.objectNode();
    new TreeMap<>(attributes).forEach(node::put);
    return node;
  }

  public static ArrayNode list(Collection<?> values, Family family) {
    ArrayNode array = NODES.arrayNode(values.size());
    values.forEach(v -> array.add(value(v, family)));
    return array;
  }

  private static JsonNode value(@Nullable Object value, Family family) {
    return switch (value) {
      case null -> NODES.nullNode();
      case SdkPojo pojo -> map(pojo, family);
      case Collection<?> list -> list(list, family);
      case Map<?, ?> map -> {
        ObjectNode node = NODES.objectNode();
        map.forEach((k, v) -> node.set(String.valueOf(k), value(v, family)));
        yield node;
      }
      case Instant time -> family.time(time);
      case Boolean flag -> BooleanNode.valueOf(flag);
      case Integer number -> IntNode.valueOf(number);
      case Long number -> LongNode.valueOf(number);
      case Short number -> ShortNode.valueOf(number);
      case Double number -> DoubleNode.valueOf(number);
      case Float number -> FloatNode.valueOf(number);
      case BigDecimal number -> DecimalNode.valueOf(number);
      case BigInteger number -> BigIntegerNode.valueOf(number);
      case SdkBytes bytes ->
          TextNode.valueOf(Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe()));
      case Object other -> TextNode.valueOf(other.toString());
    };
  }
}
