package io.cairn.sigma.expression;

import io.cairn.regex.CaseFolding;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A Sigma string: code points with wildcards between them. Immutable; equal by its parts. */
public final class SigmaText {
  /** Any run of characters, none and line feeds included. */
  public static final int ANY = -1;

  /** Exactly one character. */
  public static final int ONE = -2;

  private final int[] parts;

  private SigmaText(int[] parts) {
    this.parts = parts;
  }

  /** Of code points and wildcards. */
  public static SigmaText of(int... parts) {
    return new SigmaText(parts.clone());
  }

  /** Of text taken literally. */
  public static SigmaText literal(String text) {
    return new SigmaText(text.codePoints().toArray());
  }

  /**
   * Reads Sigma's notation: stars, question marks, and a backslash that escapes only those and
   * itself.
   */
  public static SigmaText parse(String written) {
    int[] in = written.codePoints().toArray();
    int[] out = new int[in.length];
    int size = 0;
    for (int i = 0; i < in.length; i++) {
      boolean escapes =
          in[i] == '\\'
              && i + 1 < in.length
              && (in[i + 1] == '*' || in[i + 1] == '?' || in[i + 1] == '\\');
      if (escapes) {
        out[size++] = in[++i];
      } else {
        out[size++] = in[i] == '*' ? ANY : in[i] == '?' ? ONE : in[i];
      }
    }
    return new SigmaText(Arrays.copyOf(out, size));
  }

  /** How many code points and wildcards there are. */
  public int size() {
    return parts.length;
  }

  /** The code point or wildcard at an index. */
  public int at(int index) {
    return parts[index];
  }

  /** The code points and wildcards in order. */
  public IntStream parts() {
    return Arrays.stream(parts);
  }

  /** Whether any wildcard stands in it. */
  public boolean hasWildcards() {
    return parts().anyMatch(part -> part < 0);
  }

  /** Whether there are wildcards that stand for exactly one character. */
  public boolean hasSingles() {
    return parts().anyMatch(part -> part == ONE);
  }

  /** With a star in front, unless one is there. */
  public SigmaText withAnyBefore() {
    return parts.length > 0 && parts[0] == ANY
        ? this
        : new SigmaText(IntStream.concat(IntStream.of(ANY), parts()).toArray());
  }

  /** With a star behind, unless one is there. */
  public SigmaText withAnyAfter() {
    return parts.length > 0 && parts[parts.length - 1] == ANY
        ? this
        : new SigmaText(IntStream.concat(parts(), IntStream.of(ANY)).toArray());
  }

  /** With every code point folded. */
  public SigmaText folded() {
    return new SigmaText(parts().map(part -> part < 0 ? part : CaseFolding.fold(part)).toArray());
  }

  /** A stretch from an index to another as text; it must hold no wildcards. */
  public String text(int from, int to) {
    return new String(parts, from, to - from);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SigmaText text && Arrays.equals(parts, text.parts);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(parts);
  }

  /** In Sigma's notation. */
  @Override
  public String toString() {
    var written = new StringBuilder();
    for (int part : parts) {
      switch (part) {
        case ANY -> written.append('*');
        case ONE -> written.append('?');
        case '*', '?', '\\' -> written.append('\\').appendCodePoint(part);
        default -> written.appendCodePoint(part);
      }
    }
    return written.toString();
  }
}
