/**
 * Verdicts of configuration rules become findings: broken makes or reopens one, kept resolves it.
 * Owns the table compliance_verdict; takes config.compliance.changed.v1.
 */
@NullMarked
package io.cairn.findings.compliance;

import org.jspecify.annotations.NullMarked;
