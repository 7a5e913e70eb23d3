/** The suite under load: started by the one script, asked over HTTP. */
@NullMarked
package io.cairn.bench.suite;

import org.jspecify.annotations.NullMarked;
