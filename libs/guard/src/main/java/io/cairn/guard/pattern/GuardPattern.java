package io.cairn.guard.pattern;

import io.cairn.guard.limit.Steps;
import io.cairn.guard.value.Value;
import io.cairn.regex.guard.GuardRegex;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression with search semantics. Plain texts, also with {@code ^} or {@code $}, are
 * compared as text; patterns whose automaton is small are searched by that while the text is ASCII;
 * all else runs on a matcher that spends the evaluation's steps.
 */
public final class GuardPattern {

  private static final int MAX_LENGTH = 4_096;
  private static final String SPECIAL = "\\.[](){}*+?^$|";

  private final String source;
  private final @Nullable PlainText plain;
  private volatile @Nullable GuardRegex regex;

  private GuardPattern(String source, @Nullable PlainText plain, @Nullable GuardRegex regex) {
    this.source = source;
    this.plain = plain;
    this.regex = regex;
  }

  /**
   * Compiles a pattern of the language.
   *
   * @throws IllegalArgumentException if it is no valid pattern, with the reason in words
   */
  public static GuardPattern compile(String source) {
    if (source.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("longer than " + MAX_LENGTH + " characters");
    }
    boolean fromStart = source.startsWith("^");
    boolean toEnd = source.length() > 1 && source.endsWith("$");
    var text = source.substring(fromStart ? 1 : 0, source.length() - (toEnd ? 1 : 0));
    return text.chars().noneMatch(c -> SPECIAL.indexOf(c) >= 0)
        ? new GuardPattern(source, new PlainText(text, fromStart, toEnd), null)
        : new GuardPattern(source, null, GuardRegex.compile(source));
  }

  /** The pattern as written, without its slashes. */
  public String source() {
    return source;
  }

  /** Whether the pattern matches anywhere in a string value; spends steps for what it reads. */
  public boolean find(Value input, Steps steps) {
    if (!input.isUtf8()) {
      return find(input.string(), steps);
    }
    int length = input.utf8To() - input.utf8From();
    if (plain != null) {
      steps.spend(1 + length / 64);
      return plain.find(input.utf8(), input.utf8From(), input.utf8To());
    }
    var compiled = regex();
    if (compiled.isLinear()) {
      // Text that is still bytes is ASCII.
      steps.spend(1 + length / 8);
      return compiled.findAscii(input.utf8(), input.utf8From(), input.utf8To());
    }
    return find(input.string(), steps);
  }

  /** Whether the pattern matches anywhere in the input; spends steps for what it reads. */
  public boolean find(String input, Steps steps) {
    if (plain != null) {
      steps.spend(1 + input.length() / 64);
      return plain.find(input);
    }
    var compiled = regex();
    steps.spend(1 + input.length() / 8);
    if (compiled.isLinear() && isAscii(input)) {
      return compiled.findAscii(input);
    }
    return compiled.find(input, steps);
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  /** Plain texts need one for replacements only. */
  private GuardRegex regex() {
    var made = regex;
    if (made == null) {
      made = GuardRegex.compile(source);
      regex = made;
    }
    return made;
  }

  /**
   * The expansion of a replacement for each match, run together; what lies between the matches is
   * lost, as the language has it.
   */
  public String expand(String input, Replacement replacement, Steps steps) {
    var compiled = regex();
    var matches = compiled.matches(input, steps);
    var out = new StringBuilder();
    while (matches.next()) {
      int before = out.length();
      replacement.append(compiled, matches, out);
      steps.spend(1 + (out.length() - before) / 64);
      steps.bound(out.length());
    }
    return out.toString();
  }
}
