package io.cairn.guard.evaluate;

import io.cairn.guard.GuardEvaluationException;
import io.cairn.guard.GuardJudge.Verdicts;
import io.cairn.guard.Limits;
import io.cairn.guard.evaluate.CompiledSet.Applicable;
import io.cairn.guard.value.JsonReader;
import io.cairn.guard.value.Keys;
import io.cairn.guard.value.Kind;
import io.cairn.guard.value.Value;

/** Evaluates a set on one document after another; for one thread. */
public final class SetRun {

  private static final String TYPE = Keys.of("resourceType");

  private final CompiledSet set;
  private final Limits limits;
  private final JsonReader reader;
  private final Run run;
  private long steps;

  public SetRun(CompiledSet set, Limits limits) {
    this.set = set;
    this.limits = limits;
    this.reader = JsonReader.guided(type -> set.applicable(type).keys());
    this.run = new Run(Value.ofNull(), limits);
  }

  /** The steps that were spent so far, over all documents. */
  public long steps() {
    return steps;
  }

  /** Reads an item as far as the rules of its type need it, and evaluates them. */
  public void item(byte[] json, int from, int to, Verdicts verdicts) {
    var root = reader.read(json, from, to);
    evaluate(root, set.applicable(reader.type()), verdicts);
  }

  /** Evaluates all files on a document that was read before. */
  public void document(Value root, Verdicts verdicts) {
    var type = root.get(TYPE);
    var name = type == null || !type.is(Kind.STRING) ? "" : type.string();
    evaluate(root, set.applicable(name), verdicts);
  }

  private void evaluate(Value root, Applicable applicable, Verdicts verdicts) {
    run.document(root, true);
    for (int file : applicable.files()) {
      var entry = set.entry(file);
      try {
        var status = entry.file().judge(run, entry.parameters(), limits);
        if (run.undecided()) {
          verdicts.undecided(file);
        } else {
          verdicts.status(file, status);
        }
      } catch (GuardEvaluationException error) {
        verdicts.error(file, error);
      }
      steps += run.used();
    }
  }
}
