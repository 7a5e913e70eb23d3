package io.cairn.web.runtime;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops the service when the launcher that started it is gone, however it went: on one machine
 * nothing may be left running that nobody supervises. Does nothing where {@code cairn.parent-pid}
 * is not set.
 */
@ApplicationScoped
class ParentWatch {
  private static final Logger LOGGER = LoggerFactory.getLogger(ParentWatch.class);

  private final Optional<Long> parentPid;
  private volatile boolean stopping;

  ParentWatch(Config config) {
    this.parentPid = config.getOptionalValue("cairn.parent-pid", Long.class);
  }

  void start(@Observes StartupEvent event) {
    parentPid.ifPresent(this::watch);
  }

  private void watch(long pid) {
    Optional<ProcessHandle> parent = ProcessHandle.of(pid);
    if (parent.isEmpty()) {
      parentGone(pid);
      return;
    }
    var _ = parent.get().onExit().thenRun(() -> parentGone(pid));
  }

  void stop(@Observes ShutdownEvent event) {
    stopping = true;
  }

  private void parentGone(long pid) {
    if (!stopping) {
      LOGGER.atWarn().addKeyValue("parentPid", pid).log("the launcher is gone; stopping");
      Quarkus.asyncExit(0);
    }
  }
}
