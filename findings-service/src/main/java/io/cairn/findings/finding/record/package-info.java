/**
 * Makes and changes findings by what detections and configuration rules saw. Owns the tables
 * matched_event and matched_event_pack.
 */
@NullMarked
package io.cairn.findings.finding.record;

import org.jspecify.annotations.NullMarked;
