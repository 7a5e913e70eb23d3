/** What a command prints: aligned tables and JSON. */
@NullMarked
package io.cairn.cli.print;

import org.jspecify.annotations.NullMarked;
