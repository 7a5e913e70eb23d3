/**
 * Detections: Sigma rules over API events, those that ship and those people add. Owns the tables
 * detection, detection_state, detection_trial, detection_revision and detection_progress; takes
 * trail.event.recorded.v1 and gives sightings to {@code finding}. An event that cannot be judged
 * becomes a dead letter and is counted; it is never taken as without matches.
 */
@NullMarked
package io.cairn.findings.detection;

import org.jspecify.annotations.NullMarked;
