package io.cairn.regex;

/**
 * What the letters i, m and s switch on. Each can also be set inside a pattern, as in {@code (?i)}
 * or {@code (?s:.)}.
 */
public enum RegexFlag {
  /** Letters match whatever their case, by Unicode's simple case folding. */
  IGNORE_CASE,
  /** {@code ^} and {@code $} also match after and before a line feed. */
  MULTILINE,
  /** {@code .} also matches a line feed. */
  DOTALL
}
