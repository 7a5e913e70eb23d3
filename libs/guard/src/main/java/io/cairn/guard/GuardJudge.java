package io.cairn.guard;

import io.cairn.guard.evaluate.CompiledSet;
import io.cairn.guard.evaluate.SetRun;

/**
 * Judges one item after another by a rule set, from bytes to verdicts. Not thread-safe: it keeps
 * its working memory from item to item, so that judging an item allocates next to nothing. What no
 * applicable rule looks into is skipped, not checked: items are checked when they are recorded.
 */
public final class GuardJudge {

  private static final int MAX_BYTES = 16 * 1024 * 1024;

  /** Takes the verdicts on one item; files that cannot apply to its type are not mentioned. */
  public interface Verdicts {

    /** What the file with a number of {@link GuardRuleSet#names} says of the item. */
    void status(int file, GuardStatus status);

    /** A file that met a part that is marked as not recorded, so that it says nothing. */
    void undecided(int file);

    /** A file that could not be evaluated on the item; the others go on. */
    void error(int file, GuardEvaluationException error);
  }

  private final SetRun run;

  GuardJudge(CompiledSet code, Limits limits) {
    this.run = new SetRun(code, limits);
  }

  /**
   * Judges the item in a range of bytes.
   *
   * @param json UTF-8 JSON of at most 16 MiB, not to be changed until the call returns
   * @throws GuardDocumentException if it is not JSON, as far as it is looked at
   */
  public void judge(byte[] json, int from, int to, Verdicts verdicts) {
    if (to - from > MAX_BYTES) {
      throw new GuardDocumentException(from + MAX_BYTES, "larger than " + MAX_BYTES + " bytes");
    }
    run.item(json, from, to, verdicts);
  }

  /** Judges an item that is read already and may be marked as not wholly known. */
  public void judge(GuardDocument item, Verdicts verdicts) {
    run.document(item.value(), verdicts);
  }

  /** The steps that were spent so far, over all items. */
  public long steps() {
    return run.steps();
  }
}
