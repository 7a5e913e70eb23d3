/** Clock, ids, correlation and the process's tie to its launcher. */
@NullMarked
package io.cairn.web.runtime;

import org.jspecify.annotations.NullMarked;
