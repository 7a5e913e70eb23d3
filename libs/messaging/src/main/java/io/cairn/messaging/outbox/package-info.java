/**
 * The transactional outbox: a change and the event that tells of it commit together; the relay
 * sends it later.
 */
@NullMarked
package io.cairn.messaging.outbox;

import org.jspecify.annotations.NullMarked;
