package io.cairn.guard.evaluate;

import io.cairn.guard.value.Keys;
import io.cairn.guard.value.Kind;
import io.cairn.guard.value.Value;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was found out about one document and is the same for every rule. */
final class Shared {

  private static final String RESOURCES = Keys.of("Resources");
  private static final String TYPE = Keys.of("Type");

  private Results[] results = {};
  private int[] stamps = {};
  private boolean[] unknown = {};
  private int stamp = 1;
  private int indexed;
  private boolean regular;
  private final Map<String, Results> members = new HashMap<>();

  void forget() {
    stamp++;
  }

  void room(int queries) {
    if (queries > stamps.length) {
      results = Arrays.copyOf(results, queries);
      stamps = Arrays.copyOf(stamps, queries);
      unknown = Arrays.copyOf(unknown, queries);
    }
  }

  /** The results of a query that was made before, at the price of one step each. */
  Results results(Run run, QueryCode query, Scope scope) {
    int number = query.shared();
    if (stamps[number] == stamp) {
      run.spend(1 + results[number].size());
      if (unknown[number]) {
        run.metUnknown();
      }
      return results[number];
    }
    int mark = run.mark();
    boolean before = run.undecided();
    run.forgetUnknown();
    var found = query.retrieve(run, scope.root(), scope.resolver());
    var kept = results[number] == null ? new Results() : results[number];
    kept.clear();
    kept.addAll(found);
    run.release(mark);
    results[number] = kept;
    unknown[number] = run.undecided();
    if (before) {
      run.metUnknown();
    }
    stamps[number] = stamp;
    return kept;
  }

  /**
   * The members of {@code Resources} with a type, or null if the document's resources are not all
   * maps with a type in text, so that each has to be looked at.
   */
  @Nullable Results members(String type, Value root) {
    if (indexed != stamp) {
      indexed = stamp;
      members.clear();
      regular = index(root.get(RESOURCES));
    }
    if (!regular) {
      return null;
    }
    var found = members.get(type);
    return found == null ? Results.NONE : found;
  }

  private boolean index(@Nullable Value resources) {
    if (resources == null || !resources.is(Kind.MAP) || resources.size() == 0) {
      return false;
    }
    for (var member : resources.children()) {
      var type = member.get(TYPE);
      if (type == null || !type.is(Kind.STRING)) {
        return false;
      }
      members.computeIfAbsent(type.string(), t -> new Results()).found(member);
    }
    return true;
  }
}
