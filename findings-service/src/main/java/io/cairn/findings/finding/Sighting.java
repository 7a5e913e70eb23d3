package io.cairn.findings.finding;

import java.time.Instant;

/**
 * An event that a detection matched.
 *
 * @param finding the finding it belongs to
 * @param event the event
 * @param acceptedAt when the suite took the event in
 */
public record Sighting(FindingDraft finding, EventEvidence event, Instant acceptedAt) {}
