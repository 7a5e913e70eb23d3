/** A suite on somebody else's servers, which fail and come back while it runs. */
@NullMarked
package io.cairn.e2e.outside;

import org.jspecify.annotations.NullMarked;
