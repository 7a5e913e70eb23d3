/** How the service does: rules, events, findings and messages in one answer, and as metrics. */
@NullMarked
package io.cairn.findings.status;

import org.jspecify.annotations.NullMarked;
