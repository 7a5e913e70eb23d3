/**
 * Kafka 4.1 in KRaft mode inside the launcher, one user for each service, and the topics of the
 * suite.
 */
@NullMarked
package io.cairn.standalone.kafka;

import org.jspecify.annotations.NullMarked;
