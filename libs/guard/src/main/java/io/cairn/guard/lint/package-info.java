/** What can be said of a rule text without running it. Internal to the engine. */
@NullMarked
package io.cairn.guard.lint;

import org.jspecify.annotations.NullMarked;
