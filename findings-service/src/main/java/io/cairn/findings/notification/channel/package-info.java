/**
 * The ways messages go: webhooks over a small HTTP client that connects to the very address it
 * checked, and SNS over the AWS SDK. Nothing here touches the database.
 */
@NullMarked
package io.cairn.findings.notification.channel;

import org.jspecify.annotations.NullMarked;
