package io.cairn.config.item;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.contracts.ResourceKey;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** AWS Config's message form of a configuration item, version 1.3, member by member. */
public final class MessageForm {
  static final String VERSION = "configurationItemVersion";
  static final String CAPTURE_TIME = "configurationItemCaptureTime";
  static final String STATE_ID = "configurationStateId";
  static final String STATUS = "configurationItemStatus";
  static final String MD5 = "configurationStateMd5Hash";
  static final String EVENTS = "relatedEvents";
  static final String RELATIONSHIPS = "relationships";
  static final String CONFIGURATION = "configuration";
  static final String SUPPLEMENTARY = "supplementaryConfiguration";
  static final String TAGS = "tags";
  static final String CREATED = "resourceCreationTime";
  static final String NAME = "resourceName";
  static final String ARN = "ARN";
  static final String ZONE = "availabilityZone";

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private MessageForm() {}

  /** An instant as messages write it: UTC with milliseconds. */
  public static String time(Instant time) {
    return TIME.format(time);
  }

  /** What was seen, still without capture time, state id and status. */
  static ObjectNode of(ObservedResource seen) {
    ObjectNode message = NODES.objectNode();
    message.set(EVENTS, NODES.arrayNode());
    message.set(RELATIONSHIPS, relationships(seen));
    message.set(CONFIGURATION, seen.configuration().deepCopy());
    message.set(SUPPLEMENTARY, seen.supplementaryConfiguration().deepCopy());
    message.set(TAGS, tags(seen.tags()));
    identity(message, seen.key(), seen.resourceName(), seen.arn());
    message.put(ZONE, seen.availabilityZone());
    message.put(CREATED, timeOrNull(seen.resourceCreationTime()));
    return message;
  }

  /** The item of a resource that is gone: bodies empty, ARN kept. */
  static ObjectNode deleted(ResourceKey key, JsonNode last) {
    ObjectNode message = NODES.objectNode();
    message.set(EVENTS, NODES.arrayNode());
    message.set(RELATIONSHIPS, NODES.arrayNode());
    message.putNull(CONFIGURATION);
    message.set(SUPPLEMENTARY, NODES.objectNode());
    message.set(TAGS, NODES.objectNode());
    identity(message, key, text(last, NAME), text(last, ARN));
    message.put(ZONE, text(last, ZONE));
    message.putNull(CREATED);
    return message;
  }

  private static void identity(
      ObjectNode message, ResourceKey key, @Nullable String name, @Nullable String arn) {
    message.put("awsAccountId", key.accountId().value());
    message.put("resourceType", key.resourceType());
    message.put("resourceId", key.resourceId());
    message.put(NAME, name);
    message.put(ARN, arn);
    message.put("awsRegion", key.region());
  }

  /** Completes a message with what makes it an item of its own. */
  static ObjectNode complete(
      ObjectNode message, Instant captureTime, long stateId, ItemStatus status) {
    message.put(VERSION, "1.3");
    message.put(CAPTURE_TIME, time(captureTime));
    message.put(STATE_ID, stateId);
    message.put(STATUS, status.text());
    message.put(MD5, "");
    return message;
  }

  private static ArrayNode relationships(ObservedResource seen) {
    ArrayNode list = NODES.arrayNode();
    for (Relationship edge : seen.relationships()) {
      list.addObject()
          .put("resourceId", edge.resourceId())
          .put("resourceName", edge.resourceName())
          .put("resourceType", edge.resourceType())
          .put("name", edge.name());
    }
    return list;
  }

  private static ObjectNode tags(Map<String, String> tags) {
    ObjectNode node = NODES.objectNode();
    new TreeMap<>(tags).forEach(node::put);
    return node;
  }

  private static @Nullable String timeOrNull(@Nullable Instant time) {
    return time == null ? null : time(time);
  }

  /** A member's text; null where it is absent, null or no text. */
  static @Nullable String text(JsonNode message, String member) {
    return message.path(member).textValue();
  }
}
