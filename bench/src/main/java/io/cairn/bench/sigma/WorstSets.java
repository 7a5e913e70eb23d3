package io.cairn.bench.sigma;

import io.cairn.detections.ShippedDetection;
import io.cairn.detections.ShippedDetections;
import io.cairn.sigma.LogSource;
import io.cairn.sigma.Pipeline;
import io.cairn.sigma.SigmaParser;
import io.cairn.sigma.SigmaRule;
import io.cairn.sigma.SigmaRuleSet;
import io.cairn.sigma.TrafficSample;
import io.cairn.sigma.cost.Admission;
import io.cairn.sigma.cost.CostBudget;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.IntFunction;

/**
 * The shipped rules, and beside them as many rules of a hostile kind as the budget admits: how much
 * slower do they make it?
 */
final class WorstSets {
  private static final String[] COMMON = {
    "a", "e", "s", "er", "in", "re", "am", "aws", "az", "on", "1", "0", "-", "/", ":", "us", "ec"
  };

  private final EventCorpus corpus;
  private final TrafficSample sample;
  private final Random random;
  private final int rounds;

  WorstSets(EventCorpus corpus, TrafficSample sample, long seed, int rounds) {
    this.corpus = corpus;
    this.sample = sample;
    this.random = new Random(seed);
    this.rounds = rounds;
  }

  void run() throws Exception {
    List<SigmaRule> shipped = shipped();
    measure(shipped);
    double base = measure(shipped);
    System.out.printf("%-34s %5d rules %6.0f ns an event%n", "shipped", shipped.size(), base);
    kind("contains of 1 to 3 characters", base, shipped, _ -> contains());
    kind(
        "globs of common pieces",
        base,
        shipped,
        _ -> "'userAgent': '*%s*%s*%s*'".formatted(part(), part(), part()));
    kind(
        "expressions without a literal",
        base,
        shipped,
        i -> "'userIdentity.arn|re': '[a-z]+[0-9:]{%d}.*[x-z]{2}$'".formatted(1 + i % 9));
    kind(
        "negations, always looked at",
        base,
        shipped,
        i -> "'eventName|neq': 'Call%d'".formatted(i));
    kind(
        "true for every event",
        base,
        shipped,
        i -> "'eventSource|endswith': '%s'".formatted("amazonaws.com".substring(i % 9)));
    kind(
        "keywords of 2 characters",
        base,
        shipped,
        i -> "'|contains': '%c%c'".formatted('a' + i % 26, 'a' + i / 26 % 26));
  }

  private String contains() {
    return "'userAgent|contains|all': [%s, %s, %s]".formatted(quoted(), quoted(), quoted());
  }

  private String quoted() {
    return "'" + part() + random.nextInt(10) + "'";
  }

  private String part() {
    return COMMON[random.nextInt(COMMON.length)];
  }

  private void kind(String name, double base, List<SigmaRule> shipped, IntFunction<String> item)
      throws Exception {
    var rules = new ArrayList<SigmaRule>(shipped);
    int step = 64;
    while (step > 0) {
      var more = new ArrayList<>(rules);
      for (int i = 0; i < step; i++) {
        more.add(rule(item.apply(more.size()), more.size()));
      }
      boolean admitted =
          CostBudget.DEFAULT.admit(more, LogSource.CLOUDTRAIL, sample)
              instanceof Admission.Admitted;
      if (admitted && more.size() < 20_000) {
        rules = more;
      } else {
        step /= 2;
      }
    }
    double nanos = measure(rules);
    System.out.printf(
        "%-34s %5d rules %6.0f ns an event, %.1f times%n",
        name, rules.size() - shipped.size(), nanos, nanos / base);
  }

  private static SigmaRule rule(String item, int number) {
    String yaml =
        "title: hostile\nid: %s\nlogsource: {product: aws}\ndetection:\n  s: {%s}\n  condition: s\n"
            .formatted(new UUID(7, number), item);
    return SigmaParser.parse("hostile", yaml.getBytes(StandardCharsets.UTF_8)).rules().getFirst();
  }

  private static List<SigmaRule> shipped() {
    var rules = new ArrayList<SigmaRule>();
    for (ShippedDetection detection : ShippedDetections.all()) {
      rules.addAll(SigmaParser.read(detection.name(), detection.bytes(), Pipeline.NONE).rules());
    }
    return rules;
  }

  private double measure(List<SigmaRule> rules) throws Exception {
    SigmaRuleSet set = SigmaRuleSet.compile(rules, LogSource.CLOUDTRAIL, sample);
    var engine = new Contender.Engine(set, new int[0]);
    for (int i = 0; i < rounds; i++) {
      engine.pass(corpus);
    }
    double best = Double.MAX_VALUE;
    for (int i = 0; i < rounds; i++) {
      best = Math.min(best, Timed.pass(engine, corpus).cpuNanos());
    }
    return best;
  }
}
