package io.cairn.bench.guard;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.guard.GuardDocument;
import io.cairn.guard.GuardJudge;
import io.cairn.guard.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Rules over items: bytes in and verdicts out, beside Jackson merely parsing the same bytes. */
@Command(
    name = "guard",
    mixinStandardHelpOptions = true,
    description = "Measures the Guard engine on one core.")
public final class GuardBench implements Callable<Integer> {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Option(
      names = "--items",
      required = true,
      description = "a folder with example_ci/*.json and configitem.jsonl")
  Path folder = Path.of(".");

  @Option(names = "--count", defaultValue = "10000", description = "items (${DEFAULT-VALUE})")
  int count;

  @Option(names = "--rounds", defaultValue = "9", description = "rounds (${DEFAULT-VALUE})")
  int rounds;

  @Option(names = "--seed", defaultValue = "20261124", description = "seed (${DEFAULT-VALUE})")
  long seed;

  private long counted;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new GuardBench()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    var items = new Items(folder, count, seed);
    System.out.printf(
        "%d items of %d types, %.0f bytes on average%n",
        count, items.shares().size(), items.meanSize());
    var few = RuleMix.of(items, 400, 160, 6.2, seed);
    new CompileBench(few).run();
    rules("6", items, few);
    rules("20", items, RuleMix.of(items, 400, 0, 23, seed));
    new WorstRules().run();
    new TemplateBench(seed).run();
    return counted > 0 ? 0 : 1;
  }

  private void rules(String name, Items items, RuleMix mix) {
    var bytes = items.items();
    var set = mix.compile();
    mix.forAbsent(4_000);
    var more = mix.compile();
    var documents = new ArrayList<GuardDocument>();
    bytes.forEach(item -> documents.add(GuardDocument.parse(item)));
    var judge = set.judge(Limits.STANDARD);
    var large = more.judge(Limits.STANDARD);
    var verdicts = new Counting();
    Runnable parse = () -> bytes.forEach(this::parse);
    Runnable whole = () -> bytes.forEach(item -> judge.judge(item, 0, item.length, verdicts));
    Runnable wholeLarge = () -> bytes.forEach(item -> large.judge(item, 0, item.length, verdicts));
    Runnable evaluate = () -> documents.forEach(item -> judge.judge(item, verdicts));
    Meter.medians(5, parse, whole, wholeLarge, evaluate);
    var medians = Meter.medians(rounds, parse, whole, wholeLarge, evaluate);
    steps(bytes, judge, large);
    counted += verdicts.all();
    double perItem =
        items.shares().entrySet().stream()
            .mapToDouble(share -> share.getValue() * set.applicableTo(share.getKey()))
            .sum();
    System.out.printf("%s applicable rules an item (%.1f); %s%n", name, perItem, verdicts.shares());
    print("Jackson readTree", medians[0], medians[0]);
    print("bytes in, verdicts of 400 rules out", medians[1], medians[0]);
    print("the same with 4,000 rules more that cannot apply", medians[2], medians[0]);
    print("evaluation alone, trees parsed before", medians[3], medians[0]);
  }

  private static void steps(List<byte[]> bytes, GuardJudge judge, GuardJudge large) {
    var none = new Counting();
    long before = judge.steps();
    long beforeLarge = large.steps();
    bytes.forEach(item -> judge.judge(item, 0, item.length, none));
    bytes.forEach(item -> large.judge(item, 0, item.length, none));
    System.out.printf(
        "  steps of 400 rules %d, of 4,400 rules %d%n",
        judge.steps() - before, large.steps() - beforeLarge);
  }

  private void parse(byte[] item) {
    try {
      counted += JSON.readTree(item).size();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private void print(String what, Meter.Round round, Meter.Round beside) {
    System.out.printf(
        "  %-50s %6d ns CPU  %6d ns wall  %6d B  %.2f of the parse%n",
        what,
        round.cpu() / count,
        round.wall() / count,
        round.allocated() / count,
        round.cpu() / (double) beside.cpu());
  }
}
