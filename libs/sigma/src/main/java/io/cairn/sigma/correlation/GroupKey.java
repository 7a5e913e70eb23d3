package io.cairn.sigma.correlation;

import java.util.List;

/**
 * One group of one correlation.
 *
 * @param correlation the correlation's key
 * @param values of its group-by, in its order
 */
public record GroupKey(String correlation, List<String> values) {}
