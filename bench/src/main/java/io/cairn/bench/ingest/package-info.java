/** From push to stored and searchable, beside PostgreSQL's own binary COPY of the same rows. */
@NullMarked
package io.cairn.bench.ingest;

import org.jspecify.annotations.NullMarked;
