package io.cairn.sigma.expression;

import org.jspecify.annotations.Nullable;

/**
 * One field against one operator; true when any of the field's values satisfies it. Equal
 * predicates are evaluated once.
 *
 * @param field the field, or null for a keyword, which looks at every string, number and boolean of
 *     the event
 * @param operator what the values are held against
 */
public record Predicate(@Nullable FieldPath field, Operator operator) {}
