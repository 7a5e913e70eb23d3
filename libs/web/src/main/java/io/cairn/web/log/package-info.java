/**
 * SLF4J's way to JBoss' log manager. Quarkus' own binding writes the key-value pairs of a fluent
 * call into the message; here they stay apart, beside the correlation id in the record's context,
 * and come out as members of the JSON line. Chosen by the service loader, which works in a native
 * image; the other binding is excluded in the root pom.
 */
@NullMarked
package io.cairn.web.log;

import org.jspecify.annotations.NullMarked;
