package io.cairn.policy.match;

import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The name of a context key. Names ignore case; those that keep coming back share a small number,
 * by which they are found at a glance.
 *
 * @param lowerCase the name in lower case
 * @param number from 1; 0 for a name that came when the numbers were used up
 */
public record KeyName(String lowerCase, int number) {
  private static final int MOST = 65_536;
  private static final ConcurrentHashMap<String, KeyName> KNOWN = new ConcurrentHashMap<>();

  /** The name of a key as written. */
  public static KeyName of(String written) {
    String lowerCase = written.toLowerCase(Locale.ROOT);
    KeyName known = KNOWN.get(lowerCase);
    return known == null ? number(lowerCase) : known;
  }

  private static KeyName number(String lowerCase) {
    synchronized (KNOWN) {
      return KNOWN.size() >= MOST
          ? new KeyName(lowerCase, 0)
          : KNOWN.computeIfAbsent(lowerCase, name -> new KeyName(name, KNOWN.size() + 1));
    }
  }
}
