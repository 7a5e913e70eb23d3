/** Records that could not be processed: kept in PostgreSQL, listed and replayed. */
@NullMarked
package io.cairn.messaging.deadletter;

import org.jspecify.annotations.NullMarked;
