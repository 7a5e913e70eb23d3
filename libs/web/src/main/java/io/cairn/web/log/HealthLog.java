package io.cairn.web.log;

import io.smallrye.health.event.SmallRyeHealthStatusChangeEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.Readiness;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells that a service became ready or ceased to be, with the checks that say so: once a change,
 * however often the page of its health is asked for.
 */
@Singleton
class HealthLog {

  private static final Logger LOGGER = LoggerFactory.getLogger(HealthLog.class);

  void changed(@Observes @Readiness SmallRyeHealthStatusChangeEvent change) {
    LOGGER
        .atInfo()
        .addKeyValue("health", change.health().getPayload().toString())
        .log(change.health().isDown() ? "the service is not ready" : "the service is ready");
  }
}
