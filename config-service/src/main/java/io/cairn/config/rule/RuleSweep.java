package io.cairn.config.rule;

import io.cairn.config.database.Outage;
import io.cairn.config.item.ResourceStore;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges in the background what was recorded before a rule came or changed, page by page; each page
 * is one transaction with the place it got to, so a crash repeats at most a page, and that changes
 * nothing. One replica works on a rule at a time.
 */
@ApplicationScoped
class RuleSweep {
  private static final Logger LOGGER = LoggerFactory.getLogger(RuleSweep.class);

  private final Rules rules;
  private final RuleSettings settings;
  private final ProgressStore progress;
  private final ResourceStore resources;
  private final SweepPage page;
  private volatile boolean stopping;

  RuleSweep(
      Rules rules,
      RuleSettings settings,
      ProgressStore progress,
      ResourceStore resources,
      SweepPage page) {
    this.rules = rules;
    this.settings = settings;
    this.progress = progress;
    this.resources = resources;
    this.page = page;
  }

  void stop(@Observes ShutdownEvent event) {
    stopping = true;
  }

  @Scheduled(
      every = "{cairn.config.rule.sweep-every}",
      identity = "rule-sweep",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void run() {
    try {
      sweep();
    } catch (RuntimeException e) {
      if (!Outage.isBehind(e)) {
        throw e;
      }
      LOGGER
          .atWarn()
          .addKeyValue("error", e.getMessage())
          .log("rules wait until the database answers again");
    }
  }

  private void sweep() {
    QuarkusTransaction.requiringNew().run(this::want);
    for (String name : progress.unfinished()) {
      while (!stopping && QuarkusTransaction.requiringNew().call(() -> page.judge(name))) {
        // Page after page until the rule has judged everything.
      }
    }
  }

  /** Starts runs for rules that are new, changed, or gone. */
  private void want() {
    Map<String, RuleSetting> made = settings.all();
    Map<String, String> ran = progress.fingerprints();
    Set<String> there = new HashSet<>();
    for (ConfigRule rule : rules.book().all()) {
      there.add(rule.name());
      String wanted =
          settings.fingerprint(rule, made.getOrDefault(rule.name(), RuleSetting.DEFAULT));
      if (!wanted.equals(ran.get(rule.name()))) {
        progress.want(rule.name(), wanted, resources.count(rule.resourceTypes()));
      }
    }
    ran.forEach(
        (name, fingerprint) -> {
          if (!there.contains(name)) {
            progress.want(name, "retired", 0);
          }
        });
  }
}
