package io.cairn.config.account;

/**
 * An account was added, or is reached in another way from now on. Told within the transaction that
 * says so, and not at all where discoveries are only made on request.
 *
 * @param added whether it was not recorded before
 */
public record AccountRecorded(Account account, boolean added) {}
