package io.cairn.regex;

import java.util.EnumSet;

/** Reads what may stand between an opening parenthesis and its group: {@code ?:}, a name, flags. */
final class GroupOpening {
  private GroupOpening() {}

  /**
   * Applies flags and returns true where the parenthesis held flags alone and is closed already.
   */
  static boolean read(Cursor in, EnumSet<RegexFlag> flags) {
    if (in.at('*')) {
      throw in.error("verbs such as (*FAIL) are not supported");
    }
    if (!in.skip('?')) {
      return false;
    }
    refuseLookaround(in);
    if (in.at("P<") || in.at('<')) {
      name(in);
      return false;
    }
    return flags(in, flags);
  }

  private static void refuseLookaround(Cursor in) {
    if (in.at('=') || in.at('!') || in.at("<=") || in.at("<!")) {
      throw in.error("lookaround is not supported: it cannot be matched in linear time");
    }
    if (in.at('>')) {
      throw in.error("atomic groups are not supported");
    }
    if (in.at("P=") || in.at("P>") || in.at('(') || in.at('#') || in.at('R') || in.at('|')) {
      throw in.error("unsupported group (?" + (char) in.peek());
    }
  }

  private static void name(Cursor in) {
    in.skip('P');
    in.skip('<');
    int start = in.position();
    while (in.more() && !in.at('>')) {
      int c = in.next();
      if (!Character.isLetterOrDigit(c) && c != '_') {
        throw new RegexSyntaxException("a group name holds letters, digits and _ only", start);
      }
    }
    if (in.position() == start || !in.skip('>')) {
      throw new RegexSyntaxException("an unfinished group name", start);
    }
  }

  private static boolean flags(Cursor in, EnumSet<RegexFlag> flags) {
    boolean on = true;
    while (in.more()) {
      int start = in.position();
      int c = in.next();
      switch (c) {
        case ':' -> {
          return false;
        }
        case ')' -> {
          return true;
        }
        case '-' -> on = false;
        case 'i' -> set(flags, RegexFlag.IGNORE_CASE, on);
        case 'm' -> set(flags, RegexFlag.MULTILINE, on);
        case 's' -> set(flags, RegexFlag.DOTALL, on);
        default ->
            throw new RegexSyntaxException("unsupported flag " + Character.toString(c), start);
      }
    }
    throw in.error("unclosed (?");
  }

  private static void set(EnumSet<RegexFlag> flags, RegexFlag flag, boolean on) {
    if (on) {
      flags.add(flag);
    } else {
      flags.remove(flag);
    }
  }
}
