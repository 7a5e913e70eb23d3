package io.cairn.config.importing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.config.item.ItemIntake.TakenItem;
import io.cairn.config.item.ItemStatus;
import io.cairn.config.item.MessageForm;
import io.cairn.contracts.AccountId;
import io.cairn.contracts.ResourceKey;
import io.cairn.web.body.BodyFault;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * From the spellings that AWS Config uses to the one that is stored: the message form, the API's
 * ({@code accountId}, {@code arn}, bodies as text), and form 1.0's ({@code availibilityZone}, a
 * GUID for a state id). Members that no form knows are kept.
 */
@ApplicationScoped
class ItemSpelling {
  /** Names of other forms, and what the message form calls them. */
  private static final Map<String, String> RENAMED =
      Map.of(
          "version", "configurationItemVersion",
          "accountId", "awsAccountId",
          "arn", "ARN",
          "availibilityZone", "availabilityZone",
          "configurationItemMD5Hash", "configurationStateMd5Hash",
          "configurationStateID", "configurationStateId");

  private static final Set<String> IGNORED = Set.of("resourceTransitionStatus", "snapshotVersion");

  private static final int MAX_REGION = 64;
  private static final int MAX_TYPE = 196;
  private static final int MAX_NAME = 1_024;
  private static final int MAX_ARN = 2_048;

  private final ObjectMapper mapper;
  private final ItemTimes times;

  ItemSpelling(ObjectMapper mapper, ItemTimes times) {
    this.mapper = mapper;
    this.times = times;
  }

  /** Reads an item in any of the spellings. */
  TakenItem read(ObjectNode given) throws InvalidItemException {
    ObjectNode item = unwrapped(given);
    boolean api = item.has("version") || item.path("configuration").isTextual();
    ObjectNode message = renamed(item);
    ResourceKey key = key(message);
    Instant capture = times.required(message, "configurationItemCaptureTime");
    long stateId = stateId(message, capture);
    ItemStatus status = status(message);
    message.put("configurationItemVersion", "1.3");
    message.put("awsAccountId", key.accountId().value());
    message.put("awsRegion", key.region());
    message.put("configurationItemCaptureTime", MessageForm.time(capture));
    message.put("configurationStateId", stateId);
    message.put("configurationItemStatus", status.text());
    Instant created = times.optional(message, "resourceCreationTime");
    message.put("resourceCreationTime", created == null ? null : MessageForm.time(created));
    text(message, "resourceName", MAX_NAME);
    text(message, "ARN", MAX_ARN);
    text(message, "availabilityZone", MAX_TYPE);
    bodies(message, api, status);
    return new TakenItem(key, capture, stateId, status, message, bytes(message));
  }

  private byte[] bytes(ObjectNode message) throws InvalidItemException {
    try {
      return mapper.writeValueAsBytes(message);
    } catch (JsonProcessingException e) {
      throw new InvalidItemException("text that is no Unicode: " + e.getOriginalMessage());
    }
  }

  /** A whole notification carries the item as a member. */
  private static ObjectNode unwrapped(ObjectNode given) {
    return given.get("configurationItem") instanceof ObjectNode item ? item : given;
  }

  private static ObjectNode renamed(ObjectNode item) {
    ObjectNode message = JsonNodeFactory.instance.objectNode();
    item.properties()
        .forEach(
            member -> {
              String name = RENAMED.getOrDefault(member.getKey(), member.getKey());
              if (!IGNORED.contains(name) && !(message.has(name) && member.getValue().isNull())) {
                message.set(name, member.getValue());
              }
            });
    return message;
  }

  private static ResourceKey key(ObjectNode message) throws InvalidItemException {
    JsonNode account = message.path("awsAccountId");
    if (!account.isTextual() || !AccountId.isValid(account.textValue())) {
      throw new InvalidItemException(
          "awsAccountId (or accountId) must be text of 12 digits, but is " + shown(account));
    }
    if (text(message, "awsRegion", MAX_REGION) == null) {
      message.put("awsRegion", regionOf(text(message, "ARN", MAX_ARN)));
    }
    return new ResourceKey(
        new AccountId(account.textValue()),
        required(message, "awsRegion", MAX_REGION),
        required(message, "resourceType", MAX_TYPE),
        required(message, "resourceId", MAX_NAME));
  }

  /** Items of form 1.0 name no region; their ARNs do, but for global types. */
  private static String regionOf(@Nullable String arn) throws InvalidItemException {
    if (arn == null) {
      throw new InvalidItemException("awsRegion is missing, and there is no ARN to tell it");
    }
    String[] parts = arn.split(":", 6);
    return parts.length > 3 && !parts[3].isEmpty() ? parts[3] : "global";
  }

  private static String required(ObjectNode message, String member, int max)
      throws InvalidItemException {
    String text = text(message, member, max);
    if (text == null || text.isEmpty()) {
      throw new InvalidItemException(member + " is missing or empty");
    }
    return text;
  }

  /** A member's text of so many bytes at most, or null. */
  private static @Nullable String text(ObjectNode message, String member, int max)
      throws InvalidItemException {
    JsonNode value = message.path(member);
    if (value.isMissingNode() || value.isNull()) {
      message.putNull(member);
      return null;
    }
    String text = value.textValue();
    if (text == null || hasNul(text) || text.getBytes(StandardCharsets.UTF_8).length > max) {
      throw new InvalidItemException(
          "%s must be text of at most %d bytes, but is %s".formatted(member, max, shown(value)));
    }
    return text;
  }

  private static boolean hasNul(String text) {
    return text.indexOf('\0') >= 0;
  }

  private static long stateId(ObjectNode message, Instant capture) throws InvalidItemException {
    JsonNode value = message.path("configurationStateId");
    if (value.asText().matches("[1-9][0-9]{0,17}")) {
      return Long.parseLong(value.asText());
    }
    if (value.isNumber() && !value.asText().equals("0")) {
      throw new InvalidItemException(
          "configurationStateId must be a whole number of up to 18 digits, but is " + shown(value));
    }
    return capture.toEpochMilli();
  }

  private static ItemStatus status(ObjectNode message) throws InvalidItemException {
    JsonNode value = message.path("configurationItemStatus");
    Optional<ItemStatus> status =
        value.isTextual() ? ItemStatus.read(value.textValue()) : Optional.empty();
    return status.orElseThrow(
        () ->
            new InvalidItemException(
                "configurationItemStatus must be OK, ResourceDiscovered, ResourceNotRecorded,"
                    + " ResourceDeleted or ResourceDeletedNotRecorded, but is "
                    + shown(value)));
  }

  private void bodies(ObjectNode message, boolean api, ItemStatus status)
      throws InvalidItemException {
    JsonNode configuration = message.path("configuration");
    if (configuration.isTextual()) {
      configuration = parsed("configuration", configuration.textValue());
    }
    boolean absent = configuration.isNull() || configuration.isMissingNode();
    if (!configuration.isObject() && (status.isRecorded() || !absent)) {
      throw new InvalidItemException(
          "configuration must be an object, or text that holds one, but is "
              + shown(configuration)
              + "; of an oversized item, send the file that its s3DeliverySummary names");
    }
    if (configuration.isObject()) {
      message.set("configuration", configuration);
    } else {
      message.putNull("configuration");
    }
    ObjectNode supplementary = object(message, "supplementaryConfiguration");
    if (api) {
      for (Map.Entry<String, JsonNode> part : Set.copyOf(supplementary.properties())) {
        if (part.getValue().isTextual()) {
          supplementary.set(part.getKey(), parsedOrText(part.getValue()));
        }
      }
    }
    tags(object(message, "tags"));
    message.set("relationships", relationships(message.path("relationships")));
    message.set("relatedEvents", list(message.path("relatedEvents"), "relatedEvents"));
    if (!message.path("configurationStateMd5Hash").isTextual()) {
      message.put("configurationStateMd5Hash", "");
    }
  }

  private static ObjectNode object(ObjectNode message, String member) throws InvalidItemException {
    JsonNode value = message.path(member);
    if (value.isMissingNode() || value.isNull()) {
      return message.putObject(member);
    }
    if (value instanceof ObjectNode object) {
      return object;
    }
    throw new InvalidItemException(member + " must be an object, but is " + shown(value));
  }

  private static void tags(ObjectNode tags) throws InvalidItemException {
    for (Map.Entry<String, JsonNode> tag : tags.properties()) {
      JsonNode value = tag.getValue();
      if (!(value.isTextual() || value.isNull())
          || hasNul(tag.getKey())
          || (value.isTextual() && hasNul(value.textValue()))) {
        throw new InvalidItemException("tags hold a value that is no text: " + shown(value));
      }
    }
  }

  private static ArrayNode list(JsonNode value, String member) throws InvalidItemException {
    if (value.isMissingNode() || value.isNull()) {
      return JsonNodeFactory.instance.arrayNode();
    }
    if (value instanceof ArrayNode array) {
      return array;
    }
    throw new InvalidItemException(member + " must be a list, but is " + shown(value));
  }

  private static ArrayNode relationships(JsonNode given) throws InvalidItemException {
    ArrayNode edges = list(given, "relationships");
    for (JsonNode edge : edges) {
      if (!(edge instanceof ObjectNode object)) {
        throw new InvalidItemException("relationships hold " + shown(edge));
      }
      if (object.has("relationshipName")) {
        JsonNode name = object.remove("relationshipName");
        object.set("name", name);
      }
      object.remove("direction");
      for (String member : new String[] {"resourceId", "resourceName", "resourceType", "name"}) {
        text(object, member, member.equals("resourceType") ? MAX_TYPE : MAX_NAME);
      }
    }
    return edges;
  }

  /** A supplementary value in the API is JSON text; what a message has as text is encoded twice. */
  private JsonNode parsedOrText(JsonNode text) {
    try {
      JsonNode parsed = mapper.readTree(text.textValue());
      return parsed == null || parsed.isMissingNode() ? text : parsed;
    } catch (JsonProcessingException e) {
      return text;
    }
  }

  private JsonNode parsed(String member, String text) throws InvalidItemException {
    if (text.isEmpty() || text.equals("null")) {
      return JsonNodeFactory.instance.nullNode();
    }
    try {
      return mapper.readTree(text);
    } catch (JsonProcessingException e) {
      throw new InvalidItemException(BodyFault.of(e, "the text of " + member).detail());
    }
  }

  static String shown(JsonNode value) {
    if (value.isMissingNode()) {
      return "missing";
    }
    String text = value.toString();
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }
}
