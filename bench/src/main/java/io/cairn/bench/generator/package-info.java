/**
 * CloudTrail records made up from a seed: the load of every benchmark that is not given real ones.
 */
@NullMarked
package io.cairn.bench.generator;

import org.jspecify.annotations.NullMarked;
