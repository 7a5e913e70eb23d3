package io.cairn.eventstore;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** What the scanner must find, read slowly from a tree. */
@NullMarked
final class ReferenceScan {
  private static final ObjectMapper STRICT =
      new ObjectMapper(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final Map<String, ParameterType> PARAMETERS = ParameterType.byName();

  private final Set<EventResource> resources = new LinkedHashSet<>();
  private final List<Map.Entry<ParameterType, String>> named = new ArrayList<>();

  private ReferenceScan() {}

  /** The event, or null where the bytes are no JSON object with an id and a time. */
  static @Nullable ScannedEvent of(byte[] bytes) {
    try {
      JsonNode record = STRICT.readTree(bytes);
      return record != null && record.isObject() ? new ReferenceScan().event(record) : null;
    } catch (IOException _) {
      return null;
    }
  }

  private @Nullable ScannedEvent event(JsonNode record) {
    String id = text(record.get("eventID"));
    String time = text(record.get("eventTime"));
    Instant instant = time == null ? null : EventTimes.parse(time);
    if (id == null || instant == null) {
      return null;
    }
    record
        .properties()
        .forEach(
            member -> {
              switch (member.getKey()) {
                case "resources" -> listed(member.getValue());
                case "requestParameters", "responseElements" -> mine(null, member.getValue());
                default -> {}
              }
            });
    JsonNode identity = record.path("userIdentity");
    String recipient = account(record.get("recipientAccountId"));
    String source = text(record.get("eventSource"));
    return new ScannedEvent(
        id,
        instant,
        recipient != null ? recipient : account(identity.get("accountId")),
        text(record.get("eventName")),
        source,
        text(record.get("awsRegion")),
        username(identity),
        text(identity.get("accessKeyId")),
        flag(record.get("readOnly")),
        text(record.get("errorCode")),
        text(record.get("errorMessage")),
        text(record.get("sourceIPAddress")),
        text(record.get("userAgent")),
        text(identity.get("arn")),
        resources(source));
  }

  private static @Nullable String text(@Nullable JsonNode node) {
    return node != null && node.isTextual() && !node.textValue().isEmpty()
        ? node.textValue()
        : null;
  }

  private static @Nullable String account(@Nullable JsonNode node) {
    String text = text(node);
    return text != null && text.matches("[0-9]{12}") ? text : null;
  }

  private static @Nullable Boolean flag(@Nullable JsonNode node) {
    String text = node == null || node.isContainerNode() || node.isNumber() ? "" : node.asText();
    return switch (text) {
      case "true" -> Boolean.TRUE;
      case "false" -> Boolean.FALSE;
      default -> null;
    };
  }

  private static @Nullable String username(JsonNode identity) {
    String type = text(identity.get("type"));
    String user = text(identity.get("userName"));
    if ("Root".equals(type)) {
      return "root";
    }
    if ("AssumedRole".equals(type) || "FederatedUser".equals(type)) {
      String principal = text(identity.get("principalId"));
      String[] parts = principal == null ? new String[0] : principal.split(":", 2);
      return parts.length == 2 && !parts[1].isEmpty() ? parts[1] : user;
    }
    return user;
  }

  private void listed(JsonNode list) {
    if (!list.isArray()) {
      return;
    }
    for (JsonNode resource : list) {
      String arn = null;
      for (var member : resource.properties()) {
        if (List.of("ARN", "arn", "ARNPrefix").contains(member.getKey())) {
          arn = text(member.getValue());
        }
      }
      if (arn != null) {
        String type = text(resource.get("type"));
        arn(arn, type != null ? type : Arns.resourceType(arn));
      }
    }
  }

  private void mine(@Nullable String name, JsonNode value) {
    if (value.isObject()) {
      value.properties().forEach(member -> mine(member.getKey(), member.getValue()));
    } else if (value.isArray()) {
      value.forEach(element -> mine(name, element));
    }
    String text = text(value);
    if (text != null) {
      ParameterType type = name == null ? null : PARAMETERS.get(name);
      if (text.startsWith("arn:")) {
        if (Arns.isArn(text)) {
          arn(text, Arns.resourceType(text));
        }
      } else if (type != null) {
        named.add(Map.entry(type, text));
      }
    }
  }

  private void arn(String arn, @Nullable String type) {
    if (resources.size() < ResourceMiner.MAX_RESOURCES - 1) {
      resources.add(new EventResource(type, arn));
      if (!Arns.resourceName(arn).isEmpty()) {
        resources.add(new EventResource(type, Arns.resourceName(arn)));
      }
    }
  }

  private List<EventResource> resources(@Nullable String source) {
    for (var one : named) {
      String type = one.getKey().of(one.getValue(), source);
      if (type != null && resources.size() < ResourceMiner.MAX_RESOURCES) {
        resources.add(new EventResource(type, one.getValue()));
      }
    }
    return List.copyOf(resources);
  }
}
