package io.cairn.eventstore.ingest;

import io.cairn.eventstore.Outcome;
import io.cairn.eventstore.block.Incoming;
import java.util.List;
import java.util.Set;

/**
 * Which events of a batch are new.
 *
 * @param outcomes one for each event, in their order
 * @param fresh the new ones, in their order
 * @param hours hours whose sets hold the new ones now
 */
record Judgement(List<Outcome> outcomes, List<Incoming> fresh, Set<Long> hours) {}
