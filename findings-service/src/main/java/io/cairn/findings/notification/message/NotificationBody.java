package io.cairn.findings.notification.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cairn.contracts.ComplianceChanged;
import io.cairn.findings.finding.FindingDto;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What machines receive.
 *
 * @param id the delivery; the same when a message comes again
 * @param type {@code finding.created finding.recurred finding.reopened finding.resolved
 *     compliance.changed test}
 * @param timestamp when the message was written
 * @param text the whole message in words
 * @param finding the finding as {@code GET /api/v1/findings} shows it
 * @param compliance the verdict that turned over
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
record NotificationBody(
    String id,
    String type,
    Instant timestamp,
    String text,
    FindingDto.@Nullable Item finding,
    @Nullable ComplianceChanged compliance) {}
