/**
 * Keeps findings, their evidence and their history, and tells of changes in the transaction that
 * makes them. Owns the tables finding, finding_text, finding_event, finding_item and
 * finding_history.
 */
@NullMarked
package io.cairn.findings.finding.store;

import org.jspecify.annotations.NullMarked;
