package io.cairn.trail.lookup;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.cairn.eventstore.EventResource;
import io.cairn.eventstore.EventScanner;
import io.cairn.eventstore.ScannedEvent;
import io.cairn.eventstore.StoredEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An event as look-ups show it: CloudTrail's attributes and the original record.
 *
 * @param cloudTrailEvent the record as it came
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EventItem(
    String eventId,
    Instant eventTime,
    @Nullable String eventName,
    @Nullable String eventSource,
    @Nullable String awsRegion,
    String accountId,
    @Nullable String username,
    @Nullable String accessKeyId,
    @JsonProperty("sourceIPAddress") @Nullable String sourceIPAddress,
    @Nullable String userAgent,
    @Nullable Boolean readOnly,
    @Nullable String errorCode,
    @Nullable String errorMessage,
    List<EventResource> resources,
    @Nullable String principalArn,
    @JsonRawValue @Schema(implementation = Object.class) String cloudTrailEvent) {

  /** The items of events of the store. */
  public static List<EventItem> of(List<StoredEvent> events) {
    var scanner = new EventScanner();
    List<EventItem> items = new ArrayList<>(events.size());
    for (StoredEvent stored : events) {
      if (!(scanner.scan(stored.bytes()) instanceof ScannedEvent event)) {
        throw new IllegalStateException("a stored event is damaged: " + stored.position());
      }
      items.add(of(stored, event));
    }
    return items;
  }

  static EventItem of(StoredEvent stored, ScannedEvent event) {
    return new EventItem(
        event.eventId(),
        event.eventTime(),
        event.eventName(),
        event.eventSource(),
        event.awsRegion(),
        stored.accountId(),
        event.username(),
        event.accessKeyId(),
        event.sourceIPAddress(),
        event.userAgent(),
        event.readOnly(),
        event.errorCode(),
        event.errorMessage(),
        event.resources(),
        event.principalArn(),
        new String(stored.bytes(), UTF_8));
  }
}
