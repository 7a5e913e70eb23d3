package io.cairn.trail.store;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Shows in the health page why stored events are not merged and sealed; they are kept and found,
 * and a restart would not help, so the service stays live.
 */
@Liveness
@ApplicationScoped
class StoreHealth implements HealthCheck {
  private final StoreUpkeep upkeep;

  StoreHealth(StoreUpkeep upkeep) {
    this.upkeep = upkeep;
  }

  @Override
  public HealthCheckResponse call() {
    var answer =
        HealthCheckResponse.named("event-store").up().withData("behind", upkeep.lagSeconds());
    String failure = upkeep.failure();
    if (failure != null) {
      answer.withData("notKept", failure);
    }
    return answer.build();
  }
}
