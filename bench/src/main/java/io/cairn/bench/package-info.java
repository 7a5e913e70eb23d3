/** Benchmarks: each prints ratios of one run on one machine. */
@NullMarked
package io.cairn.bench;

import org.jspecify.annotations.NullMarked;
