package io.cairn.findings.notification.delivery;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a message is about.
 *
 * @param eventId the event that is told
 * @param change a change of a finding, or {@code COMPLIANCE}
 * @param findingId the finding, unless it is a flip
 * @param verdict the flip, as it was taken from the topic
 */
record Planned(String eventId, String change, @Nullable UUID findingId, @Nullable String verdict) {}
