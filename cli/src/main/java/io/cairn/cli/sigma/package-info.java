/** Detection rules on files: no suite is asked. */
@NullMarked
package io.cairn.cli.sigma;

import org.jspecify.annotations.NullMarked;
