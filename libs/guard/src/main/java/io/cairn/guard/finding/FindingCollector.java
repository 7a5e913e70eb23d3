package io.cairn.guard.finding;

import io.cairn.guard.GuardFinding;
import io.cairn.guard.syntax.Node.BinaryTest;
import io.cairn.guard.syntax.Node.BlockClause;
import io.cairn.guard.syntax.Node.Place;
import io.cairn.guard.syntax.Node.RuleReference;
import io.cairn.guard.syntax.Node.UnaryTest;
import io.cairn.guard.value.Value;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gathers findings while clauses fail. Filters, conditions and referenced rules are mute; the
 * findings of alternatives are cut back when a later one passes.
 */
public final class FindingCollector {

  private static final int MAX_PER_RULE = 10;

  private final FindingWords words;
  private final PathFinder paths;
  private final List<GuardFinding> all = new ArrayList<>();
  private final List<GuardFinding> current = new ArrayList<>();
  private String rule = "";

  /**
   * A collector for one document.
   *
   * @param parsed the texts of the document that were parsed, as they come to be known
   */
  public FindingCollector(
      Value root, Map<String, Value> parameters, IdentityHashMap<Value, Value> parsed) {
    this.words = new FindingWords(parameters);
    this.paths = new PathFinder(root, parsed);
  }

  /** What follows belongs to this rule. */
  public void startRule(String name) {
    flush();
    rule = name;
  }

  private void flush() {
    int more = current.size() - MAX_PER_RULE;
    for (int i = 0; i < Math.min(current.size(), MAX_PER_RULE); i++) {
      var finding = current.get(i);
      boolean last = more > 0 && i == MAX_PER_RULE - 1;
      all.add(last ? finding.withWanted(finding.wanted() + " (and " + more + " more)") : finding);
    }
    current.clear();
  }

  public List<GuardFinding> all() {
    flush();
    return List.copyOf(all);
  }

  public int mark() {
    return current.size();
  }

  public void cut(int mark) {
    if (current.size() > mark) {
      current.subList(mark, current.size()).clear();
    }
  }

  /** Makes one finding of all alternatives of an {@code or} group that failed. */
  public void join(int mark, @Nullable String message) {
    if (current.size() == mark) {
      return;
    }
    var alternatives = current.subList(mark, current.size());
    var first = alternatives.getFirst();
    var wanted = new StringBuilder(first.wanted());
    for (var other : alternatives.subList(1, Math.min(alternatives.size(), 5))) {
      wanted.append(", or ");
      if (!other.path().equals(first.path())) {
        wanted.append(other.path()).append(other.found().isEmpty() ? " must " : " must instead ");
      }
      wanted.append(other.wanted());
    }
    var joined = first.withWanted(wanted.toString());
    cut(mark);
    current.add(message == null ? joined : joined.withMessage(message));
  }

  /** Gives the message of a call to what failed inside it without one. */
  public void message(int mark, @Nullable String message) {
    if (message != null) {
      for (int i = mark; i < current.size(); i++) {
        current.set(i, current.get(i).withMessage(message));
      }
    }
  }

  public void failed(UnaryTest test, Tally tally, Value context) {
    for (var miss : tally.misses()) {
      add(
          test.place(),
          paths.place(miss.left(), test.query(), context),
          words.found(test, miss.left()),
          words.wanted(test),
          test.message());
    }
  }

  public void failed(BinaryTest test, Tally tally, Hit first, Value context) {
    for (var miss : tally.misses()) {
      add(
          test.place(),
          paths.place(miss.left(), test.left(), context),
          words.found(miss),
          words.wanted(test, miss),
          test.message());
    }
    if (tally.misses().isEmpty()) {
      // "some" without a single pair: an empty list has nothing that could match.
      add(
          test.place(),
          paths.place(first, test.left(), context),
          "an empty list",
          words.wanted(test, null),
          test.message());
    }
  }

  public void nothingFound(UnaryTest test, Value context) {
    add(
        test.place(),
        paths.place(null, test.query(), context),
        "",
        "be there: nothing was found",
        test.message());
  }

  public void nothingFound(BlockClause clause) {
    var place = new PathFinder.Found(clause.query().text(), "");
    add(clause.place(), place, "", "be there: nothing was found", null);
  }

  public void missing(BlockClause clause, Hit hit) {
    add(clause.place(), paths.place(hit, clause.query(), null), "missing", "be there", null);
  }

  public void failed(RuleReference reference) {
    var place = new PathFinder.Found("the rule " + reference.rule(), "");
    add(
        reference.place(),
        place,
        "",
        reference.negated() ? "not pass" : "pass",
        reference.message());
  }

  private void add(
      Place place, PathFinder.Found at, String found, String wanted, @Nullable String message) {
    current.add(
        new GuardFinding(
            rule,
            place.line(),
            place.column(),
            place.text(),
            at.path(),
            at.pointer(),
            found,
            wanted,
            message));
  }
}
