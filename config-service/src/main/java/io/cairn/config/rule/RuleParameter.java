package io.cairn.config.rule;

import org.jspecify.annotations.Nullable;

/**
 * A parameter of a rule.
 *
 * @param name its name
 * @param type {@code int float string boolean strings ints}
 * @param required whether the rule cannot do without it
 * @param defaultValue what stands in for an absent value, where there is such
 * @param description what it is for
 */
public record RuleParameter(
    String name,
    String type,
    boolean required,
    @Nullable String defaultValue,
    @Nullable String description) {}
