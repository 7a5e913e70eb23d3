package io.cairn.policy;

import io.cairn.policy.request.AuthorizationRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The statements of a set that can apply to one action. Those whose resources all begin with
 * literal text in the ARN's sixth segment are found through it; the head of an ARN tells little,
 * for its region is so often a star. Immutable.
 */
final class Candidates {
  private static final CompiledStatement[] NONE = {};

  /** What Allows without any other element than the action grant. */
  private final int always;

  /** Those that no prefix tells apart, denies first. */
  private final CompiledStatement[] any;

  /** The lengths that prefixes have, rising. */
  private final int[] lengths;

  private final int mask;
  private final CompiledStatement[][] buckets;
  private final int[] hashes;

  private Candidates(
      int always, List<CompiledStatement> any, Map<String, List<CompiledStatement>> byPrefix) {
    this.always = always;
    this.any = deniesFirst(any);
    TreeSet<Integer> sizes = new TreeSet<>();
    byPrefix.keySet().forEach(prefix -> sizes.add(prefix.length()));
    this.lengths = sizes.stream().mapToInt(Integer::intValue).toArray();
    int size = Math.max(1, Integer.highestOneBit(byPrefix.size() * 2 + 1) << 1);
    this.mask = size - 1;
    this.buckets = new CompiledStatement[size][];
    this.hashes = new int[size];
    byPrefix.forEach(this::put);
  }

  /** The candidates of an action in lower case among statements that name its service. */
  static Candidates of(CompiledStatement[] statements, String action) {
    int always = 0;
    List<CompiledStatement> any = new ArrayList<>();
    Map<String, List<CompiledStatement>> byPrefix = new HashMap<>();
    for (CompiledStatement statement : statements) {
      if (!statement.coversAction(action)) {
        continue;
      }
      List<String> prefixes = statement.resourcePrefixes();
      if (statement.isUnconditional()) {
        always |= statement.unconditionalGrants();
      } else if (prefixes.contains("")) {
        any.add(statement);
      } else {
        for (String prefix : prefixes) {
          byPrefix.computeIfAbsent(prefix, _ -> new ArrayList<>()).add(statement);
        }
      }
    }
    return new Candidates(always, any, byPrefix);
  }

  private static CompiledStatement[] deniesFirst(List<CompiledStatement> statements) {
    List<CompiledStatement> ordered = new ArrayList<>(statements.size());
    statements.stream().filter(CompiledStatement::denies).forEach(ordered::add);
    statements.stream().filter(s -> !s.denies()).forEach(ordered::add);
    return ordered.isEmpty() ? NONE : ordered.toArray(CompiledStatement[]::new);
  }

  private void put(String prefix, List<CompiledStatement> statements) {
    int hash = prefix.hashCode();
    int slot = spread(hash) & mask;
    while (buckets[slot] != null) {
      slot = (slot + 1) & mask;
    }
    buckets[slot] = deniesFirst(statements);
    hashes[slot] = hash;
  }

  private static int spread(int hash) {
    return (hash * 0x9E3779B1) >>> 7;
  }

  /** What they say of a request for their action, as {@link Grants}. */
  int evaluate(Access access, boolean bounded) {
    int granted = evaluate(any, access, bounded, always);
    String[] segments = access.request().segments();
    if (segments == null || lengths.length == 0 || granted == Grants.DENY) {
      return granted;
    }
    String resource = segments[segments.length - 1];
    int hash = 0;
    int at = 0;
    for (int length : lengths) {
      if (length > resource.length()) {
        break;
      }
      while (at < length) {
        hash = 31 * hash + resource.charAt(at++);
      }
      for (int slot = spread(hash) & mask; buckets[slot] != null; slot = (slot + 1) & mask) {
        if (hashes[slot] == hash) {
          granted = evaluate(buckets[slot], access, bounded, granted);
          if (granted == Grants.DENY) {
            return granted;
          }
        }
      }
    }
    return granted;
  }

  private static int evaluate(
      CompiledStatement @Nullable [] statements, Access access, boolean bounded, int before) {
    int granted = before;
    AuthorizationRequest request = access.request();
    for (CompiledStatement statement : statements == null ? NONE : statements) {
      int grants = statement.grants(access, bounded);
      if (statement.denies()) {
        if (grants != 0 && statement.matchesButAction(request)) {
          return Grants.DENY;
        }
      } else if ((grants & ~granted) != 0 && statement.matchesButAction(request)) {
        granted |= grants;
      }
    }
    return granted;
  }
}
