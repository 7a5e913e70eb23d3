package io.cairn.findings.notification.target;

import java.time.Duration;

/**
 * How a target's messages are gathered.
 *
 * @param recurringInterval how long occurrences of one finding are gathered into one mention
 * @param window how long after a message the next one waits and takes up what follows; zero tells
 *     everything by itself
 * @param listed how many of a gathered message's changes are told in full, the worst first
 */
public record Gathering(Duration recurringInterval, Duration window, int listed) {
  static final Gathering DEFAULT = new Gathering(Duration.ofMinutes(1), Duration.ofMinutes(1), 5);
}
