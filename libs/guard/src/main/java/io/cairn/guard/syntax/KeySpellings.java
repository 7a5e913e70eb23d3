package io.cairn.guard.syntax;

/**
 * The other spellings under which an absent key is looked for, in the language's order. The
 * singular form that the original also guesses is left out: it is a heuristic of English.
 */
public final class KeySpellings {

  /** How many spellings there are; a conversion is known by its place among them. */
  public static final int COUNT = 6;

  private final String[] spellings;

  public KeySpellings(String key) {
    spellings =
        new String[] {
          joined(key, "", false, true),
          separated(key, '-'),
          joined(key, "", true, true),
          separated(key, '_'),
          joined(key, " ", true, true),
          joined(key, "-", true, true)
        };
  }

  public String get(int conversion) {
    return spellings[conversion];
  }

  /**
   * Words run together or joined by a separator, each with a capital: camel, Pascal, Title, Train.
   */
  private static String joined(String key, String separator, boolean firstUpper, boolean upper) {
    var out = new StringBuilder();
    boolean newWord = firstUpper;
    boolean firstWord = firstUpper;
    char last = ' ';
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (!Character.isLetterOrDigit(c)) {
        newWord |= out.length() > 0;
      } else if (Character.isDigit(c)) {
        newWord = true;
        out.append(c);
      } else if (newWord || (Character.isLowerCase(last) && Character.isUpperCase(c))) {
        newWord = false;
        if (!firstWord && !separator.isEmpty()) {
          out.append(separator);
        }
        firstWord = false;
        out.append(upper ? Character.toUpperCase(c) : c);
      } else {
        last = c;
        out.append(Character.toLowerCase(c));
      }
    }
    return out.toString();
  }

  /** Lower-case words joined by a separator: kebab, snake. */
  private static String separated(String key, char separator) {
    var out = new StringBuilder();
    boolean first = true;
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (!Character.isLetterOrDigit(c)) {
        if (!first) {
          first = true;
          out.append(separator);
        }
      } else {
        if (!first && startsWord(key, i)) {
          out.append(separator);
        }
        first = false;
        out.append(Character.toLowerCase(c));
      }
    }
    return out.toString();
  }

  private static boolean startsWord(String key, int i) {
    char c = key.charAt(i);
    boolean upper = Character.isUpperCase(c) || Character.isDigit(c);
    return upper
        && ((i + 1 < key.length() && Character.isLowerCase(key.charAt(i + 1)))
            || Character.isLowerCase(key.charAt(i - 1)));
  }
}
