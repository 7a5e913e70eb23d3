/**
 * How the features of this service talk to PostgreSQL: plain JDBC that joins the caller's
 * transaction.
 */
@NullMarked
package io.cairn.findings.database;

import org.jspecify.annotations.NullMarked;
