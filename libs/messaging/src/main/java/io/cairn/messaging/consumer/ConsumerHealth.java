package io.cairn.messaging.consumer;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Shows in the health page which records are tried again and again, since when and why; a restart
 * would not help, so the service stays live.
 */
@Liveness
@ApplicationScoped
class ConsumerHealth implements HealthCheck {
  private final ConsumerState state;

  ConsumerHealth(ConsumerState state) {
    this.state = state;
  }

  @Override
  public HealthCheckResponse call() {
    var waiting = state.waiting();
    var answer = HealthCheckResponse.named("consumers").withData("waiting", waiting.size()).up();
    waiting.forEach(
        (place, one) ->
            answer.withData(
                place,
                "since " + one.since() + ", " + one.attempts() + " attempts: " + one.reason()));
    return answer.build();
  }
}
