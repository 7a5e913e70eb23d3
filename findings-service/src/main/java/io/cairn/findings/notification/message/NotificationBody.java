package io.cairn.findings.notification.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cairn.contracts.ComplianceChanged;
import io.cairn.findings.finding.api.FindingDto;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What machines receive.
 *
 * @param id the delivery; the same when a message comes again
 * @param type {@code finding.created finding.recurred finding.reopened finding.resolved
 *     compliance.changed summary history test}
 * @param timestamp when the message was written
 * @param text the whole message in words
 * @param finding the finding as {@code GET /api/v1/findings} shows it
 * @param compliance the verdict that turned over
 * @param summary what is gathered, in {@code summary} and {@code history}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
record NotificationBody(
    String id,
    String type,
    Instant timestamp,
    String text,
    FindingDto.@Nullable Item finding,
    @Nullable ComplianceChanged compliance,
    @Nullable Summary summary) {}
