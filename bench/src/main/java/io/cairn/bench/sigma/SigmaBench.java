package io.cairn.bench.sigma;

import com.fasterxml.jackson.core.JsonFactory;
import io.cairn.bench.sigma.Contender.Engine;
import io.cairn.bench.sigma.Contender.EventRuler;
import io.cairn.bench.sigma.Contender.JacksonScan;
import io.cairn.sigma.LogSource;
import io.cairn.sigma.ParseResult;
import io.cairn.sigma.SigmaParser;
import io.cairn.sigma.SigmaRule;
import io.cairn.sigma.SigmaRuleSet;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The detection engine's figures: H1. Each row has all contestants in one run on one thread. */
@Command(
    name = "sigma",
    mixinStandardHelpOptions = true,
    description = "Measures the detection engine beside event-ruler and Jackson's token scan.")
public final class SigmaBench implements Callable<Integer> {
  @Option(names = "--rules", split = ",", defaultValue = "100,1000,5000")
  List<Integer> sizes = List.of();

  @Option(
      names = "--wildcards",
      split = ",",
      defaultValue = "0,4.5,9",
      description = "percent of rules with a wildcard or contains (${DEFAULT-VALUE})")
  List<Double> wildcards = List.of();

  @Option(names = "--full", description = "the full Sigma mix instead, 9 % wildcards")
  boolean full;

  @Option(names = "--events", defaultValue = "20000")
  int events;

  @Option(names = "--seed", defaultValue = "20261124", description = "of events and rules")
  long seed;

  @Option(names = "--rounds", defaultValue = "5")
  int rounds;

  @Option(names = "--warm-up-seconds", defaultValue = "2.5")
  double warmUp;

  @Option(names = "--best", description = "print the best round's nanoseconds too")
  boolean details;

  private List<Long> best = List.of();

  @Option(names = "--worst", description = "measure the worst sets that the budget admits instead")
  boolean worst;

  @Option(names = "--no-ruler", description = "leave event-ruler out")
  boolean noRuler;

  @Option(
      names = "--records",
      description = "folder of .jsonl.gz records that events are made anew from")
  @Nullable Path records;

  /** Runs the benchmark alone. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new SigmaBench()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    EventCorpus corpus = EventCorpus.make(events, seed, records);
    System.out.printf(
        "%d events, %d bytes on average, seed %d%n", events, corpus.bytes().length / events, seed);
    if (worst) {
      EventCorpus sample = EventCorpus.make(200, seed + 1, records);
      new WorstSets(corpus, sample.asSample(), seed, rounds).run();
      return 0;
    }
    System.out.println(
        "mix    rules match/event | scan ev/s (ns) | engine ev/s (ns, wall ns, B/event) | ruler"
            + " ev/s | /ruler  /scan | compile ms");
    for (double share : full ? List.of(9.0) : wildcards) {
      for (int size : sizes) {
        row(corpus, share, size);
      }
    }
    return 0;
  }

  private void row(EventCorpus corpus, double share, int size) throws Exception {
    var random = new Random(seed + size + Math.round(share * 100));
    EventCorpus sample = EventCorpus.make(200, seed + 1, records);
    List<MixedRule> rules =
        new RuleMaker(random, new Vocabulary(corpus, random), share / 100, full).make(size);
    rules = caseAside(rules, corpus, sample);
    List<SigmaRule> parsed = parse(rules, false);
    double compileMillis = compileMillis(parsed, sample);
    Engine engine = engine(rules, false, sample);
    List<MixedRule> expressible = rules.stream().filter(MixedRule::isExpressible).toList();
    Contender ruler = noRuler ? null : EventRuler.of(expressible);
    long matches = ruler == null ? engine.pass(corpus) : agreed(engine, ruler, expressible, corpus);
    var contenders = new ArrayList<Contender>(List.of(new JacksonScan(new JsonFactory()), engine));
    if (ruler != null) {
      contenders.add(ruler);
    }
    List<Timed> times = measure(contenders, corpus);
    print(share, rules.size(), matches / (double) corpus.count(), times, compileMillis);
  }

  /** Without the rules that match something only because Sigma ignores case. */
  private static List<MixedRule> caseAside(
      List<MixedRule> rules, EventCorpus corpus, EventCorpus sample) {
    Engine ignoring = engine(rules, false, sample);
    Engine minding = engine(rules, true, sample);
    var differing = new BitSet();
    for (int i = 0; i < corpus.count(); i++) {
      BitSet difference = ignoring.matches(corpus, i);
      difference.xor(minding.matches(corpus, i));
      differing.or(difference);
    }
    return rules.stream().filter(rule -> !differing.get(rule.number())).toList();
  }

  private static Engine engine(List<MixedRule> rules, boolean cased, EventCorpus sample) {
    return new Engine(
        compile(parse(rules, cased), sample), rules.stream().mapToInt(MixedRule::number).toArray());
  }

  private void print(double share, int size, double matches, List<Timed> times, double compile) {
    Timed scan = times.get(0);
    Timed engine = times.get(1);
    @Nullable Timed ruler = times.size() > 2 ? times.get(2) : null;
    System.out.printf(
        "%-5s %6d %11.2f | %,9.0f (%4.0f) | %,9.0f (%4.0f, %4.0f, %3.0f) | %s | %s %5.2f |"
            + " %.0f%s%n",
        full ? "full" : "W" + share,
        size,
        matches,
        scan.perSecond(),
        scan.cpuNanos(),
        engine.perSecond(),
        engine.cpuNanos(),
        engine.wallNanos(),
        engine.allocated(),
        ruler == null ? "-" : "%,8.0f".formatted(ruler.perSecond()),
        ruler == null ? "-" : "%5.1f".formatted(engine.perSecond() / ruler.perSecond()),
        engine.perSecond() / scan.perSecond(),
        compile,
        details ? " | best " + best : "");
  }

  private static List<SigmaRule> parse(List<MixedRule> rules, boolean cased) {
    var parsed = new ArrayList<SigmaRule>();
    for (MixedRule rule : rules) {
      ParseResult result =
          SigmaParser.parse("bench", rule.yaml(cased).getBytes(StandardCharsets.UTF_8));
      if (result.hasErrors()) {
        throw new IllegalStateException(result.diagnostics() + "\n" + rule.yaml(cased));
      }
      parsed.addAll(result.rules());
    }
    return parsed;
  }

  private static SigmaRuleSet compile(List<SigmaRule> rules, EventCorpus sample) {
    return SigmaRuleSet.compile(rules, LogSource.CLOUDTRAIL, sample.asSample());
  }

  private double compileMillis(List<SigmaRule> rules, EventCorpus sample) {
    var took = new ArrayList<Double>();
    for (int i = 0; i < rounds; i++) {
      long start = System.nanoTime();
      compile(rules, sample);
      took.add((System.nanoTime() - start) / 1e6);
    }
    return took.stream().sorted().toList().get(rounds / 2);
  }

  /** Every event's matches on both sides, or an exception that names the first difference. */
  private static long agreed(
      Contender engine, Contender ruler, List<MixedRule> rules, EventCorpus corpus)
      throws Exception {
    var expressible = new BitSet();
    rules.forEach(rule -> expressible.set(rule.number()));
    long matches = 0;
    for (int i = 0; i < corpus.count(); i++) {
      BitSet ours = engine.matches(corpus, i);
      matches += ours.cardinality();
      ours.and(expressible);
      BitSet theirs = ruler.matches(corpus, i);
      if (!ours.equals(theirs)) {
        BitSet differing = (BitSet) ours.clone();
        differing.xor(theirs);
        int number = differing.nextSetBit(0);
        MixedRule rule =
            rules.stream().filter(each -> each.number() == number).findFirst().orElseThrow();
        throw new IllegalStateException(
            "the engines differ (%b, event-ruler %b) on%n%s%n%s%n%s"
                .formatted(
                    ours.get(number),
                    theirs.get(number),
                    rule.yaml(false),
                    rule.ruler(),
                    corpus.text(i)));
      }
    }
    return matches;
  }

  /** Medians of interleaved rounds, each contender warm before. */
  private List<Timed> measure(List<Contender> contenders, EventCorpus corpus) throws Exception {
    for (Contender contender : contenders) {
      long end = System.nanoTime() + (long) (warmUp * 1e9);
      do {
        contender.pass(corpus);
      } while (System.nanoTime() < end);
    }
    var times = new ArrayList<List<Timed>>();
    contenders.forEach(_ -> times.add(new ArrayList<>()));
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < contenders.size(); i++) {
        times.get(i).add(Timed.pass(contenders.get(i), corpus));
      }
    }
    best =
        times.stream()
            .map(all -> Math.round(all.stream().mapToDouble(Timed::cpuNanos).min().orElse(0)))
            .toList();
    return times.stream()
        .map(all -> all.stream().sorted(Comparator.comparingDouble(Timed::cpuNanos)).toList())
        .map(sorted -> sorted.get(sorted.size() / 2))
        .toList();
  }
}
