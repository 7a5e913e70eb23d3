/**
 * PostgreSQL 18 from embedded binaries: unpacked once, started as a child that ends with its
 * launcher, one role and one schema for each service. A database elsewhere is used through the same
 * {@link io.cairn.standalone.postgres.Database}.
 */
@NullMarked
package io.cairn.standalone.postgres;

import org.jspecify.annotations.NullMarked;
