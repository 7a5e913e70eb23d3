package io.cairn.contracts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A rule's verdict on a resource changed: the value of {@link Topic#CONFIG_COMPLIANCE_CHANGED}, as
 * JSON with these names.
 *
 * @param accountId owner of the resource
 * @param region region of the resource, or {@code global}
 * @param resourceType AWS type name
 * @param resourceId id of the resource
 * @param arn ARN of the resource, where known
 * @param resourceName name of the resource, where known
 * @param configRuleName the rule, by its name ({@code restricted-ssh})
 * @param ruleIdentifier the managed rule's identifier ({@code INCOMING_SSH_DISABLED}), absent for
 *     custom rules
 * @param description what the rule asks for, in a sentence
 * @param severity {@code informational low medium high critical}
 * @param remediation what to do, in a sentence, where known
 * @param oldComplianceType verdict before; null at the first
 * @param newComplianceType verdict now
 * @param annotation why, for a person; at most 256 characters
 * @param configurationStateId version of the item that was judged
 * @param configurationItemCaptureTime capture time of that item
 * @param evaluatedAt when the verdict was reached
 */
public record ComplianceChanged(
    String accountId,
    String region,
    String resourceType,
    String resourceId,
    @Nullable String arn,
    @Nullable String resourceName,
    String configRuleName,
    @Nullable String ruleIdentifier,
    String description,
    String severity,
    @Nullable String remediation,
    @Nullable ComplianceType oldComplianceType,
    ComplianceType newComplianceType,
    @Nullable String annotation,
    long configurationStateId,
    Instant configurationItemCaptureTime,
    Instant evaluatedAt) {

  /** Identity of the resource that was judged. */
  public ResourceKey resource() {
    return new ResourceKey(new AccountId(accountId), region, resourceType, resourceId);
  }
}
