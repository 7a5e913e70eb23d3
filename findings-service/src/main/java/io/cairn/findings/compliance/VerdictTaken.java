package io.cairn.findings.compliance;

import io.cairn.contracts.ComplianceChanged;

/**
 * A verdict was taken as the latest of its rule on its resource: fired once for each, in the
 * transaction that takes it.
 *
 * @param verdict the verdict
 */
public record VerdictTaken(ComplianceChanged verdict) {}
