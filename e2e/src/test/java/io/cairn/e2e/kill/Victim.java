package io.cairn.e2e.kill;

import io.cairn.e2e.suite.Running;
import java.util.Optional;
import java.util.Set;

/** What is killed. */
enum Victim {
  TRAIL("trail-service"),
  FINDINGS("findings-service"),
  CONFIG("config-service"),
  GATEWAY("gateway"),
  POSTGRESQL("postgresql"),
  LAUNCHER("launcher"),
  ALL("all processes at once");

  private final String part;

  Victim(String part) {
    this.part = part;
  }

  /** Whether somebody must start the suite again afterwards. */
  boolean endsTheSuite() {
    return switch (this) {
      case LAUNCHER, ALL -> true;
      case TRAIL, FINDINGS, CONFIG, GATEWAY, POSTGRESQL -> false;
    };
  }

  /** Its processes now; empty while it is not back from an earlier death. */
  Set<ProcessHandle> processes(Running running) {
    Optional<ProcessHandle> one =
        switch (this) {
          case TRAIL, FINDINGS, CONFIG, GATEWAY -> running.service(part);
          case POSTGRESQL -> running.postmaster();
          case LAUNCHER -> running.launcher();
          case ALL -> Optional.empty();
        };
    return this == ALL ? running.all() : one.map(Set::of).orElse(Set.of());
  }

  @Override
  public String toString() {
    return part;
  }
}
