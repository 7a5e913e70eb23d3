/**
 * Reads YAML into nodes that know their line and column: scalars by the core schema of YAML 1.2,
 * duplicate keys, foreign tags and anything past the bounds refused.
 */
@NullMarked
package io.cairn.sigma.yaml;

import org.jspecify.annotations.NullMarked;
