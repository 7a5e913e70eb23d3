/** Decisions of the policy engine: many policies, many principals, many statements. */
@NullMarked
package io.cairn.bench.policy;

import org.jspecify.annotations.NullMarked;
