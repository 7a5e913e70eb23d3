package io.cairn.policy.match;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An ARN with wildcards, compared segment by segment, case-sensitively. The sixth segment is one
 * string, so a star in it runs over {@code /} and {@code :}.
 */
public final class ArnPattern {
  private static final int SEGMENTS = 6;

  private final TemplateGlob[] segments;

  private ArnPattern(TemplateGlob[] segments) {
    this.segments = segments;
  }

  /**
   * A value of Resource other than {@code *}. Missing segments are filled with {@code *}; variables
   * are resolved in the sixth segment only.
   */
  public static ArnPattern ofResource(String text, boolean variables) {
    TemplateGlob[] globs = new TemplateGlob[SEGMENTS];
    int start = 0;
    for (int i = 0; i < SEGMENTS; i++) {
      int colon = i == SEGMENTS - 1 || start > text.length() ? -1 : text.indexOf(':', start);
      String segment =
          start > text.length() ? "*" : text.substring(start, colon < 0 ? text.length() : colon);
      globs[i] = new TemplateGlob(segment, variables && i == SEGMENTS - 1);
      start = colon < 0 ? text.length() + 1 : colon + 1;
    }
    return new ArnPattern(globs);
  }

  /** A value of an ARN condition operator, or null if it has fewer than six segments. */
  public static @Nullable ArnPattern ofCondition(String text, boolean variables) {
    TemplateGlob[] globs = new TemplateGlob[SEGMENTS];
    int start = 0;
    for (int i = 0; i < SEGMENTS - 1; i++) {
      int colon = colonOutsideVariables(text, start, variables);
      if (colon < 0) {
        return null;
      }
      globs[i] = new TemplateGlob(text.substring(start, colon), variables);
      start = colon + 1;
    }
    globs[SEGMENTS - 1] = new TemplateGlob(text.substring(start), variables);
    return new ArnPattern(globs);
  }

  private static int colonOutsideVariables(String text, int from, boolean variables) {
    int i = from;
    while (i < text.length()) {
      if (text.charAt(i) == ':') {
        return i;
      }
      int close = variables && text.startsWith("${", i) ? text.indexOf('}', i) : -1;
      i = close < 0 ? i + 1 : close + 1;
    }
    return -1;
  }

  /** Splits at the first five colons; null if there are fewer. */
  public static String @Nullable [] split(String arn) {
    String[] segments = new String[SEGMENTS];
    Arrays.fill(segments, "");
    int start = 0;
    for (int i = 0; i < SEGMENTS - 1; i++) {
      int colon = arn.indexOf(':', start);
      if (colon < 0) {
        return null;
      }
      segments[i] = arn.substring(start, colon);
      start = colon + 1;
    }
    segments[SEGMENTS - 1] = arn.substring(start);
    return segments;
  }

  /** The literal text that the sixth segment begins with, possibly none. */
  public String resourcePrefix() {
    return segments[SEGMENTS - 1].prefix();
  }

  /** Whether six segments, as {@link #split} gives them, all fit. */
  public boolean matches(String[] arn, Variables values) {
    for (int i = 0; i < SEGMENTS; i++) {
      if (!segments[i].matches(arn[i], values)) {
        return false;
      }
    }
    return true;
  }
}
