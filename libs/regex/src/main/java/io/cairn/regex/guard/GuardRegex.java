package io.cairn.regex.guard;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A compiled pattern of the Guard profile. Immutable and shared between threads.
 *
 * <p>Syntax: what {@link io.cairn.regex.Regex} has, with Unicode {@code \d \w \s \b}, {@code
 * \p{…}}, POSIX classes, {@code &&} in classes, look-ahead, bounded look-behind, back references,
 * atomic groups, possessive quantifiers, named groups and the flags i, m, s, u and x. {@code $}
 * without m is the very end; {@code .} excludes only the line feed.
 */
public final class GuardRegex {

  private final Code code;
  private final int groups;
  private final Map<String, Integer> names;

  /** Made when first needed; a race makes it twice at worst. */
  private volatile @Nullable SmallAutomaton automaton;

  private volatile boolean tried;

  private GuardRegex(Code code, int groups, Map<String, Integer> names) {
    this.code = code;
    this.groups = groups;
    this.names = Map.copyOf(names);
  }

  /**
   * Compiles a pattern.
   *
   * @throws IllegalArgumentException if it is malformed, not supported or larger than 12,000
   *     instructions, with the reason in words
   */
  public static GuardRegex compile(String pattern) {
    var reader = new Reader(pattern);
    var tree = reader.read();
    return new GuardRegex(CodeBuilder.build(tree), reader.groups(), reader.names());
  }

  /** The number of capturing groups. */
  public int groups() {
    return groups;
  }

  /** The number of a named group. */
  public Optional<Integer> group(String name) {
    return Optional.ofNullable(names.get(name));
  }

  private @Nullable SmallAutomaton automaton() {
    if (!tried) {
      automaton = SmallAutomaton.of(code);
      tried = true;
    }
    return automaton;
  }

  /** Whether ASCII texts are searched in one look-up per character. */
  public boolean isLinear() {
    return automaton() != null;
  }

  /**
   * Whether the pattern occurs in ASCII bytes; only if it {@link #isLinear}.
   *
   * @throws IllegalStateException if it is not
   */
  public boolean findAscii(byte[] ascii, int from, int to) {
    return linear().find(ascii, from, to);
  }

  /**
   * The same in a text of which every character is ASCII.
   *
   * @throws IllegalStateException if the pattern is not {@link #isLinear}
   */
  public boolean findAscii(String ascii) {
    return linear().find(ascii);
  }

  private SmallAutomaton linear() {
    var made = automaton();
    if (made == null) {
      throw new IllegalStateException("this pattern has no automaton");
    }
    return made;
  }

  /** Whether the pattern occurs in a text. */
  public boolean find(String text, Budget budget) {
    return new Backtracker(code, groups, text, budget).find(0);
  }

  /** The matches of a text, first to last. */
  public Matches matches(String text, Budget budget) {
    return new Matches(new Backtracker(code, groups, text, budget), text);
  }

  /** Goes from match to match; an empty one moves on by a character. */
  public static final class Matches {

    private final Backtracker matcher;
    private final String text;
    private int from;

    private Matches(Backtracker matcher, String text) {
      this.matcher = matcher;
      this.text = text;
    }

    /** Goes to the next match; false if there is none. */
    public boolean next() {
      if (from > text.length() || !matcher.find(from)) {
        return false;
      }
      int end = matcher.slot(1);
      from = end > matcher.slot(0) ? end : end + 1;
      return true;
    }

    /** The text of a group of the match, 0 for the whole; empty if it took no part. */
    public Optional<String> group(int number) {
      int start = matcher.slot(number * 2);
      int end = matcher.slot(number * 2 + 1);
      return start < 0 || end < 0 ? Optional.empty() : Optional.of(text.substring(start, end));
    }
  }
}
