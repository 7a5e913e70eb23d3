package io.cairn.config.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.cairn.config.item.ItemStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A resource in a list.
 *
 * @param tags its tags, as JSON
 * @param deleted whether it is gone
 * @param stale parts whose value is older than the last look
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record ResourceSummary(
    String accountId,
    String region,
    String resourceType,
    String resourceId,
    @Nullable String resourceName,
    @Nullable String arn,
    @Nullable String availabilityZone,
    ItemStatus configurationItemStatus,
    Instant configurationItemCaptureTime,
    long configurationStateId,
    @JsonRawValue String tags,
    boolean deleted,
    List<String> stale) {}
