/** A real PostgreSQL and a real Kafka broker for every test JVM. */
@NullMarked
package io.cairn.testkit.servers;

import org.jspecify.annotations.NullMarked;
