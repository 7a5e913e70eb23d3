/**
 * The commands behind {@code ./cairn} that ask a running suite. They are thin: each is one or two
 * calls of the REST API and a table, or the API's own answer with {@code --json}.
 */
@NullMarked
package io.cairn.cli;

import org.jspecify.annotations.NullMarked;
