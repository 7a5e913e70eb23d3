/**
 * The door: reads bodies and files of CloudTrail records within bounds and hands them to Kafka.
 * Topics out: trail.event.received.v1.
 */
@NullMarked
package io.cairn.trail.ingest;

import org.jspecify.annotations.NullMarked;
