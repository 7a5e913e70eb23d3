package io.cairn.findings.correlation;

import io.cairn.sigma.correlation.CorrelationEngine;
import io.cairn.sigma.correlation.Firing;
import io.cairn.sigma.correlation.GroupKey;
import io.cairn.sigma.correlation.Occurrence;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * Judges correlations in the caller's transaction: what they remember is committed with the batch
 * that they saw, or not at all. An event counts once, and an incident fires once, however often and
 * in whatever order events come.
 */
@ApplicationScoped
public class Correlations {
  /** So many matches are read for at once. */
  private static final int STEP = 500;

  /** When so many entries were read, they are written before more are. */
  private static final int MOST_LOADED = 50_000;

  private static final int WAKE_STEP = 200;

  private final GroupStore store;
  private final FiringTable firings;
  private final CorrelationLosses losses;
  private final CorrelationConfig config;
  private final Clock clock;

  Correlations(
      GroupStore store,
      FiringTable firings,
      CorrelationLosses losses,
      CorrelationConfig config,
      Clock clock) {
    this.store = store;
    this.firings = firings;
    this.losses = losses;
    this.config = config;
    this.clock = clock;
  }

  /** Takes matches and tells what fired for the first time, inner correlations first. */
  @Transactional(Transactional.TxType.MANDATORY)
  public List<Fired> take(CorrelationPlan plan, List<CorrelatedMatch> matches) {
    var fired = new ArrayList<Fired>();
    for (int from = 0; from < matches.size(); ) {
      from += step(plan, matches.subList(from, Math.min(from + STEP, matches.size())), fired);
    }
    return fired;
  }

  /** Takes the first matches; tells how many. */
  private int step(CorrelationPlan plan, List<CorrelatedMatch> matches, List<Fired> fired) {
    var step = new Step(plan);
    Set<GroupKey> keys = new LinkedHashSet<>();
    matches.forEach(match -> keys.addAll(plan.rules().groups(match.occurrence())));
    step.groups.prepare(keys);
    int taken = 0;
    while (taken < matches.size() && (taken == 0 || step.groups.loaded() < MOST_LOADED)) {
      CorrelatedMatch match = matches.get(taken++);
      Occurrence occurrence = match.occurrence();
      step.witnesses.put(occurrence.eventId(), match.witness());
      step.engine.accept(occurrence).forEach(firing -> step.fire(firing, fired));
    }
    step.end();
    return taken;
  }

  /**
   * Looks at some of the groups whose time has come: judges windows that are over and forgets what
   * cannot matter any more.
   *
   * @param fired gets what fired
   * @return whether there may be more
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public boolean wake(CorrelationPlan plan, List<Fired> fired) {
    var step = new Step(plan);
    var found = new ArrayList<Firing>();
    boolean any = step.engine.advance(clock.instant(), WAKE_STEP, found);
    found.forEach(firing -> step.fire(firing, fired));
    step.end();
    return any;
  }

  /** Gives up groups past the most that are kept; tells whether there may be more. */
  @Transactional(Transactional.TxType.MANDATORY)
  public boolean shrink() {
    int forgotten = store.forget(store.beyond(config.maxGroups()));
    losses.add(0, 0, forgotten);
    return forgotten > 0;
  }

  /** What is read and written together. */
  private final class Step {
    private final CorrelationPlan plan;
    private final StoredGroups groups;
    private final CorrelationEngine engine;
    private final Map<String, Witness> witnesses = new HashMap<>();

    Step(CorrelationPlan plan) {
      Instant earliestWake = clock.instant().plus(config.quiet());
      this.plan = plan;
      this.groups = new StoredGroups(store, plan, earliestWake);
      this.engine = new CorrelationEngine(plan.rules(), groups, config.lateness());
    }

    void fire(Firing firing, List<Fired> fired) {
      String id = firing.correlation().key();
      UUID group = plan.key(new GroupKey(id, List.copyOf(firing.group().values())));
      List<String> unknown =
          firing.eventIds().stream().filter(event -> !witnesses.containsKey(event)).toList();
      Map<String, Witness> known =
          unknown.isEmpty() ? Map.of() : store.witnesses(id, group, unknown);
      List<Witness> all =
          firing.eventIds().stream()
              .map(event -> witnesses.getOrDefault(event, known.get(event)))
              .filter(Objects::nonNull)
              .toList();
      if (all.isEmpty()) {
        throw new IllegalStateException("a correlation fired without events: " + firing.id());
      }
      String title = firing.correlation().header().title();
      witnesses.put(firing.id(), all.getLast().of(title, firing.value()));
      if (firings.claim(firing, group)) {
        fired.add(new Fired(firing, all));
      }
    }

    void end() {
      store.write(plan, groups.changed(), this::witness);
      losses.add(engine.late(), engine.trimmed(), 0);
    }

    private Witness witness(String event) {
      Witness witness = witnesses.get(event);
      if (witness == null) {
        throw new IllegalStateException("nothing is known of the event " + event);
      }
      return witness;
    }
  }
}
