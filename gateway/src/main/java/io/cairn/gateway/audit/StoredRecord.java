package io.cairn.gateway.audit;

import java.util.UUID;

/** A record as it is sent, with what its Kafka headers need. */
record StoredRecord(UUID eventId, byte[] bytes, String correlationId) {}
