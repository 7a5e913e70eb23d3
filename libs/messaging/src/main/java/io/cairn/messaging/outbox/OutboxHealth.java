package io.cairn.messaging.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Shows in the health page that events wait to be sent; the service itself goes on, so it stays
 * live and ready.
 */
@Liveness
@ApplicationScoped
class OutboxHealth implements HealthCheck {
  private final OutboxRelay relay;

  OutboxHealth(OutboxRelay relay) {
    this.relay = relay;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("outbox").withData("sending", !relay.isFailing()).up().build();
  }
}
