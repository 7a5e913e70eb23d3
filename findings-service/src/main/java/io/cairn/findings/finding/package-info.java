/**
 * Findings: one for each problem, with its count, its evidence, its workflow and its history. Owns
 * the tables finding, finding_event, finding_item, finding_history and matched_event; tells of
 * every change on findings.finding.updated.v1. Takes sightings from {@code detection} and verdicts
 * from {@code compliance}; knows neither.
 */
@NullMarked
package io.cairn.findings.finding;

import org.jspecify.annotations.NullMarked;
