package io.cairn.regex.guard;

import io.cairn.regex.guard.Tree.Place;
import java.util.Map;

/** Reads what follows a backslash. */
final class Escapes {

  private final Reader in;

  Escapes(Reader in) {
    this.in = in;
  }

  /** Outside of a class: a place, a back reference or a character. */
  Tree atom(Map<String, Integer> names, int groups) {
    int start = in.at;
    int c = in.next();
    var place =
        switch (c) {
          case 'b' -> Place.WORD;
          case 'B' -> Place.NOT_WORD;
          case 'A' -> Place.TEXT_START;
          case 'z' -> Place.TEXT_END;
          default -> null;
        };
    if (place != null) {
      return new Tree.At(place);
    }
    if (c == 'k' && in.skip("<")) {
      return named(names, '>');
    }
    if (c >= '1' && c <= '9') {
      return numbered(c - '0', groups);
    }
    in.at = start;
    return new Tree.Chars(set());
  }

  private Tree numbered(int first, int groups) {
    int group = first;
    while (in.at < in.in.length() && Character.digit(in.in.charAt(in.at), 10) >= 0) {
      int longer = group * 10 + Character.digit(in.in.charAt(in.at), 10);
      if (longer > groups) {
        break;
      }
      group = longer;
      in.at++;
    }
    return reference(group, groups);
  }

  Tree named(Map<String, Integer> names, char close) {
    var name = in.name(close);
    var group = names.get(name);
    if (group == null) {
      throw in.error("no group is named " + name);
    }
    return reference(group, group);
  }

  private Tree reference(int group, int groups) {
    if (group > groups) {
      throw in.error("there is no group " + group);
    }
    return new Tree.BackReference(group, in.flags.ignoresCase());
  }

  /** A set of characters, also inside a class; case is widened. */
  CharSet set() {
    int c = in.next();
    var set =
        switch (c) {
          case 'd' -> CharSet.DIGIT;
          case 'D' -> CharSet.DIGIT.negate();
          case 'w' -> CharSet.WORD;
          case 'W' -> CharSet.WORD.negate();
          case 's' -> CharSet.SPACE;
          case 'S' -> CharSet.SPACE.negate();
          case 'p' -> property();
          case 'P' -> property().negate();
          default -> null;
        };
    return set != null ? set : in.cased(CharSet.of(character(c)));
  }

  /** A single character whose escape letter is read already, or -1 for one that means a set. */
  int single() {
    int start = in.at;
    int c = in.next();
    if (c < 0x80 && "dDwWsSpP".indexOf(c) >= 0) {
      in.at = start;
      return -1;
    }
    return character(c);
  }

  private int character(int c) {
    return switch (c) {
      case 't' -> '\t';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 'f' -> '\f';
      case 'a' -> 7;
      case 'v' -> 0x0B;
      case 'x' -> codePoint(2);
      case 'u' -> codePoint(4);
      case 'U' -> codePoint(8);
      default -> {
        boolean word = Character.isLetterOrDigit(c);
        if (word) {
          throw in.error("the escape \\" + Character.toString(c) + " is not supported");
        }
        yield c;
      }
    };
  }

  private int codePoint(int digits) {
    String hex;
    if (in.skip("{")) {
      int end = in.in.indexOf('}', in.at);
      hex = end < 0 ? "" : in.in.substring(in.at, end);
      in.at = end + 1;
    } else {
      int end = Math.min(in.in.length(), in.at + digits);
      hex = end - in.at < digits ? "" : in.in.substring(in.at, end);
      in.at = end;
    }
    int value = hexadecimal(hex);
    if (value < 0) {
      throw in.error("a code point that is not hexadecimal or beyond 10FFFF");
    }
    return value;
  }

  private static int hexadecimal(String hex) {
    int value = 0;
    for (int i = 0; i < hex.length(); i++) {
      int digit = hex.charAt(i) < 0x80 ? Character.digit(hex.charAt(i), 16) : -1;
      value = value << 4 | digit;
      if (digit < 0 || value > Character.MAX_CODE_POINT) {
        return -1;
      }
    }
    return hex.isEmpty() ? -1 : value;
  }

  private CharSet property() {
    var name = in.skip("{") ? braced() : Character.toString(in.next());
    boolean negated = name.startsWith("^");
    var set = UnicodeClasses.named(negated ? name.substring(1) : name);
    if (set == null) {
      throw in.error("no property is named " + name);
    }
    return in.cased(negated ? set.negate() : set);
  }

  private String braced() {
    int end = in.in.indexOf('}', in.at);
    if (end < 0) {
      throw in.error("a property that is not closed");
    }
    var name = in.in.substring(in.at, end);
    in.at = end + 1;
    return name;
  }
}
