package io.cairn.trail.source;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What somebody sets of a source.
 *
 * @param name unique name, 1 to 128 letters, digits, dots, dashes, underscores
 * @param kind how it learns of new files
 * @param bucket bucket of the trail; required for S3_LISTING; limits S3_SQS to one bucket
 * @param prefix the trail's key prefix, before {@code AWSLogs/}; "" for none
 * @param region region of the bucket and of the queue
 * @param endpoint URL of an S3 and SQS that are not AWS's own, or null
 * @param queueUrl queue of the notifications; required for S3_SQS
 * @param roleArn role to assume, or null for the service's own credentials
 * @param externalId external id that the role asks for, or null
 * @param organizationId organisation ({@code o-…}) whose accounts are read, or null for what is
 *     found
 * @param accountIds accounts to read; empty for all that are found
 * @param regions regions to read; empty for all that are found
 * @param accountId account of records that name none, or null to refuse such
 * @param startDate first day to read, or null for all there is
 * @param requesterPays whether requests accept the charges of a Requester Pays bucket
 * @param enabled whether it is read
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SourceSettings(
    @Schema(required = true) @Nullable String name,
    @Schema(required = true) @Nullable SourceKind kind,
    @Nullable String bucket,
    @Nullable String prefix,
    @Schema(required = true) @Nullable String region,
    @Nullable String endpoint,
    @Nullable String queueUrl,
    @Nullable String roleArn,
    @Nullable String externalId,
    @Nullable String organizationId,
    @Nullable List<String> accountIds,
    @Nullable List<String> regions,
    @Nullable String accountId,
    @Nullable LocalDate startDate,
    @Nullable Boolean requesterPays,
    @Nullable Boolean enabled) {}
