/**
 * What somebody is to be told: one mention for each change and target, written in the transaction
 * of the change, and put into messages so that a flood becomes one. Owns the table
 * notification_mention; observes {@code FindingsChanged} and {@code VerdictTaken}.
 */
@NullMarked
package io.cairn.findings.notification.mention;

import org.jspecify.annotations.NullMarked;
