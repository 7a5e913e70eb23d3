/** The one consumer pattern: a batch in one transaction, and on failure each record alone. */
@NullMarked
package io.cairn.messaging.consumer;

import org.jspecify.annotations.NullMarked;
