package io.cairn.findings.finding;

/**
 * An event that a detection matched.
 *
 * @param finding the finding it belongs to
 * @param event the event
 */
public record Sighting(FindingDraft finding, EventEvidence event) {}
