package io.cairn.regex;

import io.cairn.regex.LazyDfa.Limits;
import io.cairn.regex.Node.Assertion;
import io.cairn.regex.Node.Boundary;
import io.cairn.regex.Node.Sequence;
import java.util.Set;

/**
 * A compiled pattern that answers whether it occurs anywhere in a text, in time linear in the text
 * and in at most about two megabytes of memory. Immutable for callers and safe for use by many
 * threads.
 *
 * <p>Syntax: literals, {@code .}, bracket classes, {@code \d \w \s \b} and their complements
 * (ASCII), {@code ^ $ \A \z}, groups (plain, {@code ?:}, named), alternation, {@code * + ? {n} {n,}
 * {n,m}} greedy or lazy, inline flags i, m and s, {@code \t \n \r \f \v \a \e \0 \xHH \x{H}
 * \\uHHHH}. {@code $} without m means the very end. Everything else is refused by {@link
 * RegexSyntaxException}.
 */
public final class Regex {
  private final String pattern;
  private final Set<String> guards;
  private final LazyDfa automaton;

  private Regex(String pattern, Set<String> guards, LazyDfa automaton) {
    this.pattern = pattern;
    this.guards = guards;
    this.automaton = automaton;
  }

  /**
   * Compiles a pattern of at most 10,000 characters.
   *
   * @throws RegexSyntaxException where the pattern is malformed, unsupported or too large
   */
  public static Regex compile(String pattern, Set<RegexFlag> flags) {
    return compile(pattern, flags, Limits.DEFAULT);
  }

  static Regex compile(String pattern, Set<RegexFlag> flags, Limits limits) {
    Node tree = PatternReader.read(pattern, flags);
    return new Regex(
        pattern,
        Guards.of(tree),
        new LazyDfa(ProgramBuilder.build(tree), isAnchored(tree), limits));
  }

  private static boolean isAnchored(Node tree) {
    return switch (tree) {
      case Assertion(var boundary) -> boundary == Boundary.TEXT_START;
      case Sequence(var parts) -> isAnchored(parts.getFirst());
      default -> false;
    };
  }

  /**
   * Whether the pattern occurs in the well-formed UTF-8 bytes {@code from} (inclusive) to {@code
   * to} (exclusive).
   */
  public boolean find(byte[] utf8, int from, int to) {
    return automaton.find(utf8, from, to);
  }

  /** Whether the pattern occurs in the text. */
  public boolean find(CharSequence text) {
    byte[] utf8 = Utf8.encode(text);
    return find(utf8, 0, utf8.length);
  }

  /**
   * Literals of which at least one stands, ignoring case, in every text that the pattern occurs in;
   * at most 32, folded, none where nothing is certain.
   */
  public Set<String> guards() {
    return guards;
  }

  /** The pattern as given. */
  @Override
  public String toString() {
    return pattern;
  }
}
