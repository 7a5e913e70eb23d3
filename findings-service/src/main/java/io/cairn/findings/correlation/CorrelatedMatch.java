package io.cairn.findings.correlation;

import io.cairn.sigma.correlation.Occurrence;

/**
 * A match that some correlation counts.
 *
 * @param occurrence as correlations see it; its event id tells events apart over all accounts
 * @param witness what to show of it
 */
public record CorrelatedMatch(Occurrence occurrence, Witness witness) {}
