package io.cairn.findings.notification.target;

import java.util.Locale;

/** When somebody is told; written in lower case outside this code. */
public enum Occasion {
  /** A finding appeared. */
  NEW,
  /** A finding was seen again, or came back after it was closed. */
  RECURRING,
  /** A finding was resolved, by a person or because the rule is kept. */
  RESOLVED,
  /** A rule's verdict on a resource turned from kept to broken or back. */
  COMPLIANCE;

  /** The name on the wire. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads a name in any case. Throws {@link IllegalArgumentException} that lists the names. */
  public static Occasion of(String text) {
    for (Occasion occasion : values()) {
      if (occasion.name().equalsIgnoreCase(text)) {
        return occasion;
      }
    }
    throw new IllegalArgumentException(
        "'" + text + "' is no occasion; those are new, recurring, resolved, compliance");
  }
}
