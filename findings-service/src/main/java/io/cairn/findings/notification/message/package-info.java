/**
 * Messages in words and as JSON, written when they are sent: one change in full, or a summary of
 * many with the worst in full.
 */
@NullMarked
package io.cairn.findings.notification.message;

import org.jspecify.annotations.NullMarked;
