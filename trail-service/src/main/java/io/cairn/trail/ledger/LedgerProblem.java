package io.cairn.trail.ledger;

/**
 * Why something could not be read.
 *
 * @param code for a program: {@code ACCESS_DENIED}, {@code KMS_DENIED} …
 * @param detail what happened
 * @param remedy what to do
 */
public record LedgerProblem(String code, String detail, String remedy) {}
