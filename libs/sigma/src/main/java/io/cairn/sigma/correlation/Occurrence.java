package io.cairn.sigma.correlation;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A match of a rule, as a correlation sees it.
 *
 * @param rule the key of the rule that matched, as {@code SigmaRule.key()} tells it
 * @param at when the event happened
 * @param eventId the event; the same one told again changes nothing
 * @param fields values of the fields that {@link CorrelationRules#fields} names; those the event
 *     lacks are left out
 */
public record Occurrence(
    String rule, Instant at, String eventId, Map<String, List<String>> fields) {}
