package io.cairn.standalone.postgres;

import io.cairn.standalone.folder.CannotStart;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * PostgreSQL refuses to run as root. Where the launcher is root, as in a container, the server runs
 * in a user namespace in which the same files belong to an ordinary user.
 */
final class AsUser {
  private AsUser() {}

  /** What to put before a command of PostgreSQL's; empty for an ordinary user. */
  static List<String> prefix() {
    if (!"root".equals(System.getProperty("user.name"))) {
      return List.of();
    }
    if (!works(List.of("unshare", "-U", "true"))) {
      throw new CannotStart(
          "PostgreSQL refuses to run as root and this system allows no user namespace: start ./cairn as another user, or give an outside database with --postgres-url");
    }
    return List.of("unshare", "-U");
  }

  private static boolean works(List<String> command) {
    try {
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
