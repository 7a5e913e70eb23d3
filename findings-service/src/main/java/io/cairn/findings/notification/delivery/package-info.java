/**
 * The messages: planned once for each event and target, in the transaction that takes the event;
 * sent by one replica at a time for each target, oldest first, tried again with growing pauses, and
 * dead after the last attempt. Owns the tables notification_delivery and notification_inbox; takes
 * findings.finding.updated.v1 and config.compliance.changed.v1.
 */
@NullMarked
package io.cairn.findings.notification.delivery;

import org.jspecify.annotations.NullMarked;
