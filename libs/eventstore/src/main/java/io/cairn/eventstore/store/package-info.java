/** The block store as a whole, behind the interface of the event store. */
@NullMarked
package io.cairn.eventstore.store;

import org.jspecify.annotations.NullMarked;
