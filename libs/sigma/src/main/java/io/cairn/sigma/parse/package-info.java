/**
 * From YAML nodes to rules: header, search identifiers with their modifiers, condition, and what
 * the linter says.
 */
@NullMarked
package io.cairn.sigma.parse;

import org.jspecify.annotations.NullMarked;
