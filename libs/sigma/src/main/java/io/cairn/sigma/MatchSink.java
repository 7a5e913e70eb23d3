package io.cairn.sigma;

/**
 * Gets the rules that an event matched. Called on the matching thread, in the order the rules were
 * compiled in.
 */
@FunctionalInterface
public interface MatchSink {
  /** Takes one match. */
  void matched(RuleMatch match);
}
