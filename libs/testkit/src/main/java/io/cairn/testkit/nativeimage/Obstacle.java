package io.cairn.testkit.nativeimage;

/**
 * Something in the code that a native image resolves differently from a JVM.
 *
 * @param kind what is done: {@code reflection}, {@code resource}, {@code json}
 * @param where class that does it
 * @param what the member called, or the type read from JSON without being registered
 */
record Obstacle(String kind, String where, String what) {
  /** One line, stable, as the list of accepted ones spells it. */
  String line() {
    return kind + " " + where + " " + what;
  }
}
