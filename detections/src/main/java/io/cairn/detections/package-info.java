/**
 * The detections that ship with Cairn: Sigma rules over CloudTrail, as data. Each carries its own
 * examples, what to do about a match, and what else may match.
 */
@NullMarked
package io.cairn.detections;

import org.jspecify.annotations.NullMarked;
