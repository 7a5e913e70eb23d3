/** One class for each command. */
@NullMarked
package io.cairn.cli.command;

import org.jspecify.annotations.NullMarked;
