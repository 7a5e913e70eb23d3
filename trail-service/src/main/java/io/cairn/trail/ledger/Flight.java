package io.cairn.trail.ledger;

/**
 * A batch that the broker has.
 *
 * @param partition Kafka partition
 * @param offset Kafka offset
 * @param sourceId where it came from
 * @param records number of CloudTrail records in it
 */
public record Flight(int partition, long offset, String sourceId, int records) {}
