/**
 * What correlation rules remember between batches of events, in PostgreSQL and in the transaction
 * of the batch. Owns the tables correlation_group, correlation_entry, correlation_firing and
 * correlation_loss; takes matches from {@code detection} and gives back what fired. See ADR 0012.
 */
@NullMarked
package io.cairn.findings.correlation;

import org.jspecify.annotations.NullMarked;
