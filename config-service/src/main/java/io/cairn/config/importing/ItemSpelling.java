package io.cairn.config.importing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.config.item.ItemIntake.TakenItem;
import io.cairn.config.item.ItemStatus;
import io.cairn.config.item.MessageForm;
import io.cairn.contracts.AccountId;
import io.cairn.contracts.ResourceKey;
import jakarta.enterprise.context.ApplicationScoped;
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

  private final ObjectMapper mapper;
  private final ItemTimes times;
  private final ItemBodies bodies;

  ItemSpelling(ObjectMapper mapper, ItemTimes times) {
    this.mapper = mapper;
    this.times = times;
    this.bodies = new ItemBodies(mapper);
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
    ItemTexts.text(message, "resourceName", ItemTexts.MAX_NAME);
    ItemTexts.text(message, "ARN", ItemTexts.MAX_ARN);
    ItemTexts.text(message, "availabilityZone", ItemTexts.MAX_TYPE);
    bodies.spell(message, api, status);
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
          "awsAccountId (or accountId) must be text of 12 digits, but is "
              + ItemTexts.shown(account));
    }
    if (ItemTexts.text(message, "awsRegion", ItemTexts.MAX_REGION) == null) {
      message.put("awsRegion", regionOf(ItemTexts.text(message, "ARN", ItemTexts.MAX_ARN)));
    }
    return new ResourceKey(
        new AccountId(account.textValue()),
        ItemTexts.required(message, "awsRegion", ItemTexts.MAX_REGION),
        ItemTexts.required(message, "resourceType", ItemTexts.MAX_TYPE),
        ItemTexts.required(message, "resourceId", ItemTexts.MAX_NAME));
  }

  /** Items of form 1.0 name no region; their ARNs do, but for global types. */
  private static String regionOf(@Nullable String arn) throws InvalidItemException {
    if (arn == null) {
      throw new InvalidItemException("awsRegion is missing, and there is no ARN to tell it");
    }
    String[] parts = arn.split(":", 6);
    return parts.length > 3 && !parts[3].isEmpty() ? parts[3] : "global";
  }

  private static long stateId(ObjectNode message, Instant capture) throws InvalidItemException {
    JsonNode value = message.path("configurationStateId");
    if (value.asText().matches("[1-9][0-9]{0,17}")) {
      return Long.parseLong(value.asText());
    }
    if (value.isNumber() && !value.asText().equals("0")) {
      throw new InvalidItemException(
          "configurationStateId must be a whole number of up to 18 digits, but is "
              + ItemTexts.shown(value));
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
                    + ItemTexts.shown(value)));
  }
}
