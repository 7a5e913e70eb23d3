package io.cairn.regex.guard;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Unicode properties and POSIX classes by name. */
final class UnicodeClasses {

  private static final Map<String, String> LONG_NAMES =
      Map.ofEntries(
          Map.entry("letter", "L"),
          Map.entry("uppercaseletter", "Lu"),
          Map.entry("lowercaseletter", "Ll"),
          Map.entry("titlecaseletter", "Lt"),
          Map.entry("modifierletter", "Lm"),
          Map.entry("otherletter", "Lo"),
          Map.entry("mark", "M"),
          Map.entry("number", "N"),
          Map.entry("decimalnumber", "Nd"),
          Map.entry("punctuation", "P"),
          Map.entry("symbol", "S"),
          Map.entry("separator", "Z"),
          Map.entry("other", "C"),
          Map.entry("control", "Cc"));

  /** The two letters of each category, by the platform's number. */
  private static final String[] CATEGORIES = {
    "Cn", "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Me", "Mc", "Nd", "Nl", "No", "", "Zs", "Zl", "Zp",
    "Cc", "Cf", "", "Co", "Cs", "Pd", "Ps", "Pe", "Pc", "Po", "Sm", "Sc", "Sk", "So", "Pi", "Pf"
  };

  private UnicodeClasses() {}

  /** A property's set, or null if there is none of that name. */
  static @Nullable CharSet named(String written) {
    var name = written.substring(written.indexOf('=') + 1);
    var plain = name.replaceAll("[\\s_-]", "").toLowerCase(Locale.ROOT);
    var set =
        switch (plain) {
          case "any" -> CharSet.ALL;
          case "ascii" -> CharSet.range(0, 127);
          case "alphabetic", "alpha" -> CharSet.where(Character::isAlphabetic);
          case "uppercase" -> CharSet.where(Character::isUpperCase);
          case "lowercase" -> CharSet.where(Character::isLowerCase);
          case "whitespace" -> CharSet.SPACE;
          default -> category(LONG_NAMES.getOrDefault(plain, name));
        };
    return set != null ? set : script(name);
  }

  private static @Nullable CharSet category(String name) {
    boolean known = Arrays.stream(CATEGORIES).anyMatch(c -> !c.isEmpty() && c.startsWith(name));
    return name.isEmpty() || name.length() > 2 || !known
        ? null
        : CharSet.where(c -> CATEGORIES[Character.getType(c)].startsWith(name));
  }

  private static @Nullable CharSet script(String name) {
    for (var script : Character.UnicodeScript.values()) {
      if (script.name().equalsIgnoreCase(name)) {
        return CharSet.where(c -> Character.UnicodeScript.of(c) == script);
      }
    }
    return null;
  }

  /** A POSIX class, or null if there is none of that name. */
  static @Nullable CharSet posix(String name) {
    return switch (name) {
      case "alnum" -> ascii("09AZaz");
      case "alpha" -> ascii("AZaz");
      case "ascii" -> CharSet.range(0, 127);
      case "blank" -> ascii("\t\t  ");
      case "cntrl" -> CharSet.range(0, 31).or(CharSet.of(127));
      case "digit" -> ascii("09");
      case "graph" -> ascii("!~");
      case "lower" -> ascii("az");
      case "print" -> ascii(" ~");
      case "punct" -> ascii("!/:@[`{~");
      case "space" -> CharSet.range('\t', '\r').or(CharSet.of(' '));
      case "upper" -> ascii("AZ");
      case "word" -> ascii("09AZ__az");
      case "xdigit" -> ascii("09AFaf");
      default -> null;
    };
  }

  private static CharSet ascii(String pairs) {
    var set = CharSet.NONE;
    for (int i = 0; i < pairs.length(); i += 2) {
      set = set.or(CharSet.range(pairs.charAt(i), pairs.charAt(i + 1)));
    }
    return set;
  }
}
