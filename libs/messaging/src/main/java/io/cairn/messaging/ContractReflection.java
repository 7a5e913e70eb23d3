package io.cairn.messaging;

import io.cairn.contracts.ComplianceChanged;
import io.cairn.contracts.FindingUpdated;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Registers the payloads of the topics for native images; the contracts themselves know no
 * framework.
 */
@RegisterForReflection(
    targets = {ComplianceChanged.class, FindingUpdated.class, FindingUpdated.Change.class})
final class ContractReflection {
  private ContractReflection() {}
}
