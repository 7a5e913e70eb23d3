package io.cairn.standalone;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** What the person at the terminal sees: one line for each part, sentences for the rest. */
final class Console {
  private final PrintStream out;
  private final long begin = System.nanoTime();

  Console(PrintStream out) {
    this.out = out;
  }

  synchronized void line(String text) {
    out.println(text);
    out.flush();
  }

  /** A part that is ready, with the seconds since the start. */
  void ready(String part, String where) {
    line(
        String.format(Locale.ROOT, "  %-18s ready  %5.1f s  %s", part, seconds(), where)
            .stripTrailing());
  }

  /** Seconds since the start. */
  double seconds() {
    return Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0;
  }
}
