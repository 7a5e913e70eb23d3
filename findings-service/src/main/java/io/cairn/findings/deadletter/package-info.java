/**
 * The records this service could not process, and their replay: a thin resource over
 * libs/messaging.
 */
@NullMarked
package io.cairn.findings.deadletter;

import org.jspecify.annotations.NullMarked;
