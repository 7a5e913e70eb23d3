package io.cairn.guard.pattern;

import io.cairn.regex.guard.GuardRegex;
import io.cairn.regex.guard.GuardRegex.Matches;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A replacement text: {@code $0}, {@code $1}, {@code $name}, {@code ${name}}, and {@code $$} for a
 * dollar. A group that does not exist or did not take part gives nothing.
 */
public record Replacement(List<Piece> pieces) {

  /** A text, or the name or number of a group. */
  public record Piece(String text, boolean group) {}

  /** Reads a replacement text. */
  public static Replacement parse(String text) {
    var pieces = new ArrayList<Piece>();
    var plain = new StringBuilder();
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      int end = c == '$' ? groupEnd(text, i + 1) : -1;
      if (c == '$' && i + 1 < text.length() && text.charAt(i + 1) == '$') {
        plain.append('$');
        i += 2;
      } else if (end > 0) {
        pieces.add(new Piece(plain.toString(), false));
        plain.setLength(0);
        boolean braced = text.charAt(i + 1) == '{';
        pieces.add(new Piece(text.substring(i + (braced ? 2 : 1), end - (braced ? 1 : 0)), true));
        i = end;
      } else {
        plain.append(c);
        i++;
      }
    }
    pieces.add(new Piece(plain.toString(), false));
    return new Replacement(List.copyOf(pieces));
  }

  /** Where the group name that starts here ends, or -1 if none does. */
  private static int groupEnd(String text, int from) {
    if (from < text.length() && text.charAt(from) == '{') {
      int close = text.indexOf('}', from);
      return close > from + 1 ? close + 1 : -1;
    }
    int i = from;
    while (i < text.length() && isNamePart(text.charAt(i))) {
      i++;
    }
    return i > from ? i : -1;
  }

  private static boolean isNamePart(char c) {
    return c == '_' || (c < 0x80 && Character.isLetterOrDigit(c));
  }

  void append(GuardRegex regex, Matches matches, StringBuilder out) {
    for (var piece : pieces) {
      out.append(piece.group() ? group(regex, matches, piece.text()) : piece.text());
    }
  }

  private static String group(GuardRegex regex, Matches matches, String name) {
    var number =
        name.chars().allMatch(Character::isDigit) && name.length() < 5
            ? Optional.of(Integer.valueOf(name))
            : regex.group(name);
    return number.filter(n -> n <= regex.groups()).flatMap(matches::group).orElse("");
  }
}
