package io.cairn.trail.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * Follows a name byte by byte to see whether it is one under which a list of records stands: {@code
 * Records} in log files, {@code logEvents} in what CloudWatch Logs hands on, {@code auditEvents} in
 * PutAuditEvents of CloudTrail Lake.
 */
final class ListName {
  private static final byte[][] NAMES = {
    "Records".getBytes(US_ASCII), "logEvents".getBytes(US_ASCII), "auditEvents".getBytes(US_ASCII)
  };

  private int length;
  private int candidates;

  void begin() {
    length = 0;
    candidates = (1 << NAMES.length) - 1;
  }

  void add(byte b) {
    for (int i = 0; i < NAMES.length; i++) {
      if (length >= NAMES[i].length || NAMES[i][length] != b) {
        candidates &= ~(1 << i);
      }
    }
    length++;
  }

  boolean matches() {
    for (int i = 0; i < NAMES.length; i++) {
      if ((candidates & 1 << i) != 0 && NAMES[i].length == length) {
        return true;
      }
    }
    return false;
  }
}
