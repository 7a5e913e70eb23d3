package io.cairn.sigma.engine;

import io.cairn.sigma.expression.FieldPath;
import io.cairn.sigma.expression.SigmaText;
import org.jspecify.annotations.Nullable;

/**
 * Something cheap to see that must be so for a rule to hold.
 *
 * @param field the field, or null for keywords
 * @param literal the folded text one of its values has, or null where the field need only be
 *     present
 */
record Witness(@Nullable FieldPath field, @Nullable SigmaText literal) {}
