/** The rules of the tree, as tests. */
@NullMarked
package io.cairn.testkit.architecture;

import org.jspecify.annotations.NullMarked;
