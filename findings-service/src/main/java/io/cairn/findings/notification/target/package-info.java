/**
 * Whom to tell, of what. Owns the settings in the table notification_target; secrets are kept
 * sealed and shown once.
 */
@NullMarked
package io.cairn.findings.notification.target;

import org.jspecify.annotations.NullMarked;
