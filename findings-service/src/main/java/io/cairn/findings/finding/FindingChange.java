package io.cairn.findings.finding;

import io.cairn.contracts.FindingUpdated.Change;

/**
 * Something that happened to a finding.
 *
 * @param finding as it stands after it
 * @param change what happened
 * @param history whether it rests on nothing but events that were old when the suite took them in
 */
public record FindingChange(Finding finding, Change change, boolean history) {}
