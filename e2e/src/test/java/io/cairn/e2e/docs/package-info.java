/** Documents that are generated from the sources of all modules. */
@NullMarked
package io.cairn.e2e.docs;

import org.jspecify.annotations.NullMarked;
