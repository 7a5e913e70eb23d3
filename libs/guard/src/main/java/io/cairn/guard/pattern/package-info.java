/** Regular expressions as rules write them. Internal to the engine. */
@NullMarked
package io.cairn.guard.pattern;

import org.jspecify.annotations.NullMarked;
