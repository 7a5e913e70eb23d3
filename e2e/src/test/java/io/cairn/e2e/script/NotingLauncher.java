package io.cairn.e2e.script;

/** Stands where the launcher would: says what it was started with and ends. */
final class NotingLauncher {
  private NotingLauncher() {}

  /** Prints its arguments. */
  public static void main(String[] arguments) {
    System.out.println("launched " + String.join(" ", arguments));
  }
}
