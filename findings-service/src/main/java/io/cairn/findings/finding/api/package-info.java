/** Findings over REST: lists, one finding, and what people decide about them. */
@NullMarked
package io.cairn.findings.finding.api;

import org.jspecify.annotations.NullMarked;
