/** Transactions, binary COPY and the partitions of a day. */
@NullMarked
package io.cairn.eventstore.sql;

import org.jspecify.annotations.NullMarked;
