/** What bounds an evaluation. Internal to the engine. */
@NullMarked
package io.cairn.guard.limit;

import org.jspecify.annotations.NullMarked;
