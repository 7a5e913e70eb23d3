package io.cairn.guard.pattern;

import io.cairn.guard.GuardEvaluationException;
import io.cairn.guard.limit.Steps;

import io.cairn.guard.value.Value;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression with search semantics. Plain texts, also with {@code ^} or {@code $}, are
 * compared as text; all else runs on the platform's matcher, which reads its input through a
 * sequence that counts each access and stops the match when the budget is spent.
 */
public final class GuardPattern {

  /** How many character accesses count as one step of an evaluation. */
  private static final int ACCESSES_PER_STEP = 32;

  private static final int MAX_LENGTH = 4_096;

  private final String source;
  private final @Nullable Pattern pattern;
  private final String text;
  private final boolean fromStart;
  private final boolean toEnd;

  private GuardPattern(
      String source, @Nullable Pattern pattern, String text, boolean fromStart, boolean toEnd) {
    this.source = source;
    this.pattern = pattern;
    this.text = text;
    this.fromStart = fromStart;
    this.toEnd = toEnd;
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
    if (isPlain(text)) {
      return new GuardPattern(source, null, text, fromStart, toEnd);
    }
    try {
      var java = new PatternTranslator(source).translate();
      int flags = Pattern.UNIX_LINES | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;
      return new GuardPattern(source, Pattern.compile(java, flags), "", false, false);
    } catch (PatternSyntaxException invalid) {
      throw new IllegalArgumentException(invalid.getDescription(), invalid);
    } catch (StackOverflowError tooDeep) {
      throw new IllegalArgumentException("nested too deeply", tooDeep);
    }
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if ("\\.[](){}*+?^$|".indexOf(text.charAt(i)) >= 0) {
        return false;
      }
    }
    return true;
  }

  public String source() {
    return source;
  }

  /** Whether the pattern matches anywhere in a string value; spends steps for what it reads. */
  public boolean find(Value input, Steps steps) {
    return find(input.string(), steps);
  }

  /** Whether the pattern matches anywhere in the input; spends steps for what it reads. */
  public boolean find(String input, Steps steps) {
    if (pattern == null) {
      steps.spend(1 + input.length() / 64);
      return plainFind(input);
    }
    var counted = new CountedText(input, steps.left() * (long) ACCESSES_PER_STEP);
    try {
      boolean found = pattern.matcher(counted).find();
      steps.spend(1 + (int) (counted.reads() / ACCESSES_PER_STEP));
      return found;
    } catch (BudgetSpentException spent) {
      throw steps.exhausted();
    } catch (StackOverflowError tooDeep) {
      throw GuardEvaluationException.of("the pattern /" + source + "/ needs too much depth here");
    }
  }

  private boolean plainFind(String input) {
    if (fromStart) {
      return toEnd ? input.equals(text) : input.startsWith(text);
    }
    return toEnd ? input.endsWith(text) : input.contains(text);
  }

  /**
   * The expansion of a replacement for each match, run together; what lies between the matches is
   * lost, as the language has it.
   */
  public String expand(String input, String replacement, Steps steps) {
    var java = pattern != null ? pattern : Pattern.compile(quoted());
    var template = Replacement.parse(replacement);
    var counted = new CountedText(input, steps.left() * (long) ACCESSES_PER_STEP);
    var out = new StringBuilder();
    try {
      Matcher matcher = java.matcher(counted);
      while (matcher.find()) {
        template.append(matcher, out);
        steps.spend(1);
        steps.bound(out.length());
      }
      steps.spend((int) (counted.reads() / ACCESSES_PER_STEP));
      return out.toString();
    } catch (BudgetSpentException spent) {
      throw steps.exhausted();
    } catch (StackOverflowError tooDeep) {
      throw GuardEvaluationException.of("the pattern /" + source + "/ needs too much depth here");
    }
  }

  private String quoted() {
    return (fromStart ? "\\A" : "") + Pattern.quote(text) + (toEnd ? "\\z" : "");
  }

  private static final class BudgetSpentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BudgetSpentException() {
      super("the match read too much", null, false, false);
    }
  }

  /** Text that counts how often it is read. */
  private static final class CountedText implements CharSequence {
    private final String text;
    private final long budget;
    private long reads;

    CountedText(String text, long budget) {
      this.text = text;
      this.budget = budget;
    }

    long reads() {
      return reads;
    }

    @Override
    public char charAt(int index) {
      if (++reads > budget) {
        throw new BudgetSpentException();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
