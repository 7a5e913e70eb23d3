/** Takes in, stores and finds API events: the service that knows what happened. */
@NullMarked
package io.cairn.trail;

import org.jspecify.annotations.NullMarked;
