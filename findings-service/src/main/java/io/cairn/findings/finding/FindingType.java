package io.cairn.findings.finding;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What found a problem; written in lower case everywhere outside this code. */
public enum FindingType {
  /** A Sigma rule over API events. */
  DETECTION,
  /** A configuration rule that judged a resource non-compliant. */
  COMPLIANCE;

  /** The name on the wire. */
  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads a name in any case. Throws {@link IllegalArgumentException} that lists the names. */
  @JsonCreator
  public static FindingType of(String text) {
    for (FindingType type : values()) {
      if (type.name().equalsIgnoreCase(text)) {
        return type;
      }
    }
    throw new IllegalArgumentException(
        "'" + text + "' is no type of finding; those are detection, compliance");
  }
}
