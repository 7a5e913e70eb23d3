package io.cairn.trail.writer;

import io.cairn.eventstore.NewEvent;
import io.cairn.trail.ledger.LedgerBatch.Place;

/**
 * An event to store, and where it came from.
 *
 * @param event the event
 * @param place its source and file
 * @param index its place in the Kafka record, from 0
 */
record Candidate(NewEvent event, Place place, int index) {}
