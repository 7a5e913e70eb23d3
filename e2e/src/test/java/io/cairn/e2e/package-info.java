/** The main job, end to end. */
@NullMarked
package io.cairn.e2e;

import org.jspecify.annotations.NullMarked;
