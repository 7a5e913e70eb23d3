package io.cairn.eventstore.ingest;

import io.cairn.eventstore.Outcome;
import io.cairn.eventstore.block.Incoming;
import java.util.List;

/**
 * Which events of a batch are new.
 *
 * @param outcomes one for each event, in their order
 * @param fresh the new ones, in their order
 */
record Judgement(List<Outcome> outcomes, List<Incoming> fresh) {}
