/**
 * The values of one attribute of many events: sorted terms and one code for each event, in memory
 * and in bytes; and sets of events, one bit each.
 */
@NullMarked
package io.cairn.eventstore.column;

import org.jspecify.annotations.NullMarked;
