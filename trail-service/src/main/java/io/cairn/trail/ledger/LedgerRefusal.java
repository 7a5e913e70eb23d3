package io.cairn.trail.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One record that was refused, or that conflicts with a stored event.
 *
 * @param id the refusal
 * @param sourceId its source
 * @param objectName its file
 * @param recordIndex its place in the file, body or batch, from 0
 * @param code why, for a program
 * @param detail why, for a person
 * @param deadLetterId the dead letter that keeps its bytes
 * @param refusedAt when
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LedgerRefusal(
    UUID id,
    String sourceId,
    @Nullable String objectName,
    @Nullable Integer recordIndex,
    String code,
    String detail,
    UUID deadLetterId,
    Instant refusedAt) {}
