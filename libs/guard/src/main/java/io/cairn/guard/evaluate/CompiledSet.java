package io.cairn.guard.evaluate;

import io.cairn.guard.lint.ProgramReader;
import io.cairn.guard.lint.ResourceTypes;
import io.cairn.guard.syntax.KeySpellings;
import io.cairn.guard.syntax.Node;
import io.cairn.guard.value.KeySet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Many rule files as code, indexed by the resource types they can apply to. Immutable and shared
 * between threads; a {@link SetRun} evaluates it on one thread.
 */
public final class CompiledSet {

  /** One file of the set with what its free variables are bound to. */
  record Entry(CompiledFile file, Bindings parameters) {}

  /** The files that an item of a type meets, and the keys they look under. */
  record Applicable(int[] files, KeySet keys) {}

  private final Entry[] entries;
  private final Map<String, Applicable> byType;
  private final Applicable untyped;
  private final Applicable others;

  private CompiledSet(
      Entry[] entries, Map<String, Applicable> byType, Applicable untyped, Applicable others) {
    this.entries = entries;
    this.byType = Map.copyOf(byType);
    this.untyped = untyped;
    this.others = others;
  }

  Entry entry(int file) {
    return entries[file];
  }

  /** What applies to an item of a type; the empty text is an item without one. */
  Applicable applicable(String type) {
    if (type.isEmpty()) {
      return untyped;
    }
    return byType.getOrDefault(type, others);
  }

  /** How many files an item of a type meets. */
  public int applicableTo(String type) {
    return applicable(type).files().length;
  }

  /** Gathers files; a number is given to each in the order they come. */
  public static final class Builder {

    private record Part(Set<String> keys, Optional<Set<String>> types, boolean header) {}

    private final List<Entry> entries = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();
    private final Sharing exact = new Sharing(true);
    private final Sharing lenient = exact.lenient();

    /**
     * Adds a file.
     *
     * @param types the types it applies to; empty to read them from its conditions
     */
    public void add(
        String name,
        Node.Program program,
        boolean exactKeys,
        Collection<String> types,
        Bindings parameters) {
      var file = CompiledFile.of(name, program, exactKeys, exactKeys ? exact : lenient);
      entries.add(new Entry(file, parameters));
      boolean header = !types.isEmpty();
      parts.add(
          new Part(
              keys(new ProgramReader(program).keys(), exactKeys),
              header ? Optional.of(Set.copyOf(types)) : ResourceTypes.of(program),
              header));
    }

    private static Set<String> keys(Set<String> written, boolean exactKeys) {
      var keys = new TreeSet<>(written);
      for (var key : exactKeys ? Set.<String>of() : written) {
        var spellings = new KeySpellings(key);
        for (int i = 0; i < KeySpellings.COUNT; i++) {
          keys.add(spellings.get(i));
        }
      }
      return keys;
    }

    /** The set of all files that were added. */
    public CompiledSet build() {
      var types = new TreeSet<String>();
      parts.forEach(part -> part.types.ifPresent(types::addAll));
      Map<String, Applicable> byType = new HashMap<>();
      Map<String, List<Integer>> files = new HashMap<>();
      List<Integer> everywhere = new ArrayList<>();
      List<Integer> withoutHeader = new ArrayList<>();
      for (int i = 0; i < parts.size(); i++) {
        var part = parts.get(i);
        if (part.types.isEmpty()) {
          everywhere.add(i);
        } else {
          for (var type : part.types.get()) {
            files.computeIfAbsent(type, t -> new ArrayList<>()).add(i);
          }
        }
        if (!part.header) {
          withoutHeader.add(i);
        }
      }
      files.forEach(
          (type, own) -> {
            own.addAll(everywhere);
            byType.put(type, applicable(own));
          });
      return new CompiledSet(
          entries.toArray(Entry[]::new), byType, applicable(withoutHeader), applicable(everywhere));
    }

    private Applicable applicable(List<Integer> files) {
      var keys = new TreeSet<String>();
      files.forEach(file -> keys.addAll(parts.get(file).keys));
      return new Applicable(
          files.stream().sorted().mapToInt(Integer::intValue).toArray(), KeySet.of(keys));
    }
  }
}
