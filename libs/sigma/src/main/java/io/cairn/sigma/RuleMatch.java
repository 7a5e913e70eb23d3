package io.cairn.sigma;

import java.util.List;
import java.util.Map;

/**
 * A rule that an event matched, with the values that made it so.
 *
 * @param rule the rule
 * @param matched for each field whose positive test held, the values that satisfied it, in the
 *     event's order: at most 10 a field, each cut at 1,024 characters; keywords stand under {@code
 *     keywords}. Tests for what is absent leave no entry
 */
public record RuleMatch(SigmaRule rule, Map<String, List<String>> matched) {}
