/** Somebody is told: targets, the messages to them, and the ways messages go. */
@NullMarked
package io.cairn.findings.notification;

import org.jspecify.annotations.NullMarked;
