/** Records that could not be stored, over REST. */
@NullMarked
package io.cairn.trail.deadletter;

import org.jspecify.annotations.NullMarked;
