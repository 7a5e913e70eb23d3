package io.cairn.findings.notification.channel;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of sending a message once. */
public sealed interface Attempt {
  /** The receiver took it. */
  record Delivered(String detail) implements Attempt {}

  /**
   * The receiver refused this message; the next one may be taken.
   *
   * @param why what it answered, for a person
   */
  record Refused(String why) implements Attempt {}

  /**
   * The receiver cannot be reached or takes nothing now.
   *
   * @param why what happened, for a person
   * @param retryAfter what it asked for, if it did
   */
  record Unavailable(String why, @Nullable Duration retryAfter) implements Attempt {}
}
