package io.cairn.eventstore;

import org.jspecify.annotations.Nullable;

/** The attributes that have an index; names as CloudTrail's LookupEvents and records spell them. */
public enum Attribute {
  EVENT_ID("eventId", "event_id"),
  EVENT_NAME("eventName", "event_name"),
  EVENT_SOURCE("eventSource", "event_source"),
  USERNAME("username", "username"),
  /** Any of the event's resources has this name. */
  RESOURCE_NAME("resourceName", "resource_names"),
  /** Any of the event's resources has this type. */
  RESOURCE_TYPE("resourceType", "resource_types"),
  ACCESS_KEY_ID("accessKeyId", "access_key_id"),
  /** {@code true} or {@code false}; an event that does not say is neither. */
  READ_ONLY("readOnly", "read_only"),
  ERROR_CODE("errorCode", "error_code"),
  SOURCE_IP_ADDRESS("sourceIPAddress", "source_ip_address"),
  ACCOUNT_ID("accountId", "account_id"),
  REGION("region", "region"),
  PRINCIPAL_ARN("principalArn", "principal_arn");

  private final String attributeName;
  private final String column;

  Attribute(String attributeName, String column) {
    this.attributeName = attributeName;
    this.column = column;
  }

  /** The name callers use. */
  public String attributeName() {
    return attributeName;
  }

  String column() {
    return column;
  }

  /** Whether an event can have several values here. */
  public boolean isList() {
    return this == RESOURCE_NAME || this == RESOURCE_TYPE;
  }

  /** The attribute of this name, or null. */
  public static @Nullable Attribute ofName(String name) {
    for (Attribute attribute : values()) {
      if (attribute.attributeName.equals(name)) {
        return attribute;
      }
    }
    return null;
  }

  /** Whether {@code event}, of {@code accountId}, has this value here. */
  boolean matches(ScannedEvent event, String accountId, String value) {
    return switch (this) {
      case RESOURCE_NAME ->
          event.resources().stream().anyMatch(r -> r.resourceName().equals(value));
      case RESOURCE_TYPE ->
          event.resources().stream().anyMatch(r -> value.equals(r.resourceType()));
      default -> value.equals(valueIn(event, accountId));
    };
  }

  /** The value {@code event}, of {@code accountId}, has here; null for the lists and where none. */
  public @Nullable String valueIn(ScannedEvent event, String accountId) {
    return switch (this) {
      case EVENT_ID -> event.eventId();
      case EVENT_NAME -> event.eventName();
      case EVENT_SOURCE -> event.eventSource();
      case USERNAME -> event.username();
      case ACCESS_KEY_ID -> event.accessKeyId();
      case READ_ONLY -> event.readOnly() == null ? null : event.readOnly().toString();
      case ERROR_CODE -> event.errorCode();
      case SOURCE_IP_ADDRESS -> event.sourceIPAddress();
      case ACCOUNT_ID -> accountId;
      case REGION -> event.awsRegion();
      case PRINCIPAL_ARN -> event.principalArn();
      case RESOURCE_NAME, RESOURCE_TYPE -> null;
    };
  }
}
