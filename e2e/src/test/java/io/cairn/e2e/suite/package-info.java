/**
 * The suite as tests meet it: started by {@code ./cairn up}, asked by HTTP and by commands, stopped
 * by {@code ./cairn down}.
 */
@NullMarked
package io.cairn.e2e.suite;

import org.jspecify.annotations.NullMarked;
