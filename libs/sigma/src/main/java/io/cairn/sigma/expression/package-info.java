/**
 * What a rule looks for, once its YAML is understood: a tree of tests, each one field against one
 * operator.
 */
@NullMarked
package io.cairn.sigma.expression;

import org.jspecify.annotations.NullMarked;
