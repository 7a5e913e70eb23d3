/** What rules cost and whether a set of them is let in. */
@NullMarked
package io.cairn.sigma.cost;

import org.jspecify.annotations.NullMarked;
