package io.cairn.findings.finding;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How bad a problem is, in rising order; written in lower case everywhere outside this code. */
public enum Severity {
  INFORMATIONAL(0),
  LOW(1),
  MEDIUM(2),
  HIGH(3),
  CRITICAL(4);

  private final int rank;

  Severity(int rank) {
    this.rank = rank;
  }

  /** Its place in the order, which the database keeps and sorts by; never changed. */
  public int rank() {
    return rank;
  }

  /** The severity of a rank. Throws {@link IllegalArgumentException} for any other number. */
  public static Severity ofRank(int rank) {
    for (Severity severity : values()) {
      if (severity.rank == rank) {
        return severity;
      }
    }
    throw new IllegalArgumentException("no severity has rank " + rank);
  }

  /** The name on the wire. */
  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads a name in any case. Throws {@link IllegalArgumentException} that lists the names. */
  @JsonCreator
  public static Severity of(String text) {
    for (Severity severity : values()) {
      if (severity.name().equalsIgnoreCase(text)) {
        return severity;
      }
    }
    throw new IllegalArgumentException("'" + text + "' is no severity; those are " + names());
  }

  private static String names() {
    return Arrays.stream(values()).map(Severity::wire).collect(Collectors.joining(", "));
  }
}
