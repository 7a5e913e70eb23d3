package io.cairn.sigma.cost;

import io.cairn.sigma.SigmaRule;

/**
 * What a rule is expected to cost.
 *
 * @param rule the rule
 * @param nanosPerEvent of one core, by fixed weights; the same for the same rule and sample
 * @param share of events that it is looked at in, 0 to 1
 * @param wokenBy what makes the engine look at it, in words
 */
public record RuleCost(SigmaRule rule, double nanosPerEvent, double share, String wokenBy) {
  private static final double OFTEN = 0.1;

  /** Why it is dear and what its author can do, in one sentence. */
  public String reason() {
    String remedy =
        share >= OFTEN
            ? "add a test that few events pass, such as eventName, or a literal of 4 characters or"
                + " more"
            : "use fewer or cheaper tests: contains with several stars, re and keywords read whole"
                + " values";
    return "'%s' comes to %.0f ns an event: it is looked at in %.1f %% of events (by %s); %s"
        .formatted(rule.title(), nanosPerEvent, share * 100, wokenBy, remedy);
  }
}
