package io.cairn.guard;

import io.cairn.guard.evaluate.CompiledSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Many rule files that are evaluated together, so that an item meets only those that can apply to
 * its resource type and work they have in common is done once. Immutable, shared between threads;
 * {@link #judge} gives each thread what it evaluates with.
 */
public final class GuardRuleSet {

  private final List<String> names;
  private final CompiledSet code;

  private GuardRuleSet(List<String> names, CompiledSet code) {
    this.names = List.copyOf(names);
    this.code = code;
  }

  public static Builder builder() {
    return new Builder();
  }

  /** The names of the files; a file's number is its place here. */
  public List<String> names() {
    return names;
  }

  /** How many files an item of a resource type meets. */
  public int applicableTo(String resourceType) {
    return code.applicableTo(resourceType);
  }

  /** What one thread judges items with, each file within these limits. */
  public GuardJudge judge(Limits limits) {
    return new GuardJudge(code, limits);
  }

  /** Gathers files; not thread-safe. */
  public static final class Builder {

    private final List<String> names = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();
    private final CompiledSet.Builder code = new CompiledSet.Builder();

    private Builder() {}

    /**
     * Adds a file that applies to what its own conditions say: {@code when resourceType == "T"} on
     * every rule, or else to every item.
     *
     * @throws IllegalArgumentException if the name was added before
     */
    public Builder add(String name, GuardRules rules) {
      return add(name, rules, List.of(), Map.of());
    }

    /**
     * Adds a file.
     *
     * @param resourceTypes the types it applies to; empty to read them from its conditions
     * @param variables what its free variables hold, as in {@link GuardRules#evaluate}
     * @throws IllegalArgumentException if the name was added before
     */
    public Builder add(
        String name,
        GuardRules rules,
        Collection<String> resourceTypes,
        Map<String, GuardValue> variables) {
      if (!taken.add(name)) {
        throw new IllegalArgumentException("the set already has a file named " + name);
      }
      names.add(name);
      code.add(
          name,
          rules.program(),
          rules.options().exactKeys(),
          resourceTypes,
          GuardRules.bindings(variables));
      return this;
    }

    /** The set; the builder may go on to make a larger one. */
    public GuardRuleSet build() {
      return new GuardRuleSet(names, code.build());
    }
  }
}
