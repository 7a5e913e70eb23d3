package io.cairn.sigma.cost;

import io.cairn.sigma.LogSource;
import io.cairn.sigma.SigmaRule;
import io.cairn.sigma.TrafficSample;
import io.cairn.sigma.engine.Compiled;
import io.cairn.sigma.engine.Efforts;
import io.cairn.sigma.engine.Efforts.Effort;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How much judging one event may cost beyond reading it, so that no set of rules makes the stream
 * more than three times slower than the shipped ones do.
 *
 * @param nanosPerEvent by the weights that {@link RuleCost} goes by
 */
public record CostBudget(double nanosPerEvent) {
  /**
   * Measured: the worst sets that it admits beside the shipped rules stay under three times their
   * time.
   */
  public static final CostBudget DEFAULT = new CostBudget(2_500);

  /** Each rule's cost, in the rules' order; those about other streams are left out. */
  public static List<RuleCost> costs(
      List<SigmaRule> rules, LogSource stream, TrafficSample sample) {
    List<SigmaRule> judged =
        rules.stream().filter(rule -> rule.logsource().appliesTo(stream)).toList();
    Efforts efforts = Compiled.efforts(judged, sample.events());
    return judged.stream()
        .map(
            rule -> {
              Effort effort = efforts.of(rule.detection());
              return new RuleCost(rule, effort.nanos(), effort.share(), effort.wokenBy());
            })
        .toList();
  }

  /** Judges a whole set. */
  public Admission admit(List<SigmaRule> rules, LogSource stream, TrafficSample sample) {
    List<RuleCost> costs =
        costs(rules, stream, sample).stream()
            .sorted(
                Comparator.comparingDouble(RuleCost::nanosPerEvent)
                    .reversed()
                    .thenComparing(cost -> cost.rule().key()))
            .toList();
    double total = costs.stream().mapToDouble(RuleCost::nanosPerEvent).sum();
    if (total <= nanosPerEvent) {
      return new Admission.Admitted(total);
    }
    var dearest = new ArrayList<RuleCost>();
    double rest = total;
    for (RuleCost cost : costs) {
      if (rest <= nanosPerEvent) {
        break;
      }
      dearest.add(cost);
      rest -= cost.nanosPerEvent();
    }
    return new Admission.Refused(total, nanosPerEvent, List.copyOf(dearest));
  }
}
