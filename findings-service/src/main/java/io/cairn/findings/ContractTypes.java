package io.cairn.findings;

import io.cairn.contracts.ComplianceChanged;
import io.cairn.contracts.FindingUpdated;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** Tells a native image which of the contracts' types are read and written as JSON here. */
@RegisterForReflection(targets = {ComplianceChanged.class, FindingUpdated.class})
final class ContractTypes {
  private ContractTypes() {}
}
