/**
 * The messages: made of mentions that are due, sent by one replica at a time for each target,
 * oldest first, tried again with growing pauses, and dead after the last attempt. Owns the table
 * notification_delivery.
 */
@NullMarked
package io.cairn.findings.notification.delivery;

import org.jspecify.annotations.NullMarked;
