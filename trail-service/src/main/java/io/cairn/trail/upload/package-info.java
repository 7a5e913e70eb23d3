/** Log files that somebody uploads, each once. */
@NullMarked
package io.cairn.trail.upload;

import org.jspecify.annotations.NullMarked;
