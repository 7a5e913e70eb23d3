/** Plain JDBC in one place: statements put together from fixed text and bound values. */
@NullMarked
package io.cairn.config.database;

import org.jspecify.annotations.NullMarked;
