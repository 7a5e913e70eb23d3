/**
 * The launcher behind {@code ./cairn up}: PostgreSQL, Kafka and an S3 endpoint for one machine, and
 * the four services as processes of their own. Kafka and S3 live in this JVM, PostgreSQL is a child
 * process; all of it listens on loopback and asks for credentials that were generated here.
 */
@NullMarked
package io.cairn.standalone;

import org.jspecify.annotations.NullMarked;
