package io.cairn.trail.source.fetch;

import io.cairn.trail.ledger.LedgerProblem;

/**
 * Why a file or a source could not be read.
 *
 * @param problem what happened and what to do
 * @param passes whether another try may help without anybody changing the file
 * @param ofTheSource whether it concerns the whole source rather than one file
 */
record Trouble(LedgerProblem problem, boolean passes, boolean ofTheSource) {}
