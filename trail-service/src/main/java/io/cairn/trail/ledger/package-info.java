/**
 * The ledger: what each source delivered and what became of it. Tables ledger_count, ledger_flight,
 * ledger_object, ledger_refusal.
 */
@NullMarked
package io.cairn.trail.ledger;

import org.jspecify.annotations.NullMarked;
