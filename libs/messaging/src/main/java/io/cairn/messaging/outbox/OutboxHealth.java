package io.cairn.messaging.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Shows in the health page that events wait to be sent and why; the service itself goes on, so it
 * stays live and ready.
 */
@Liveness
@ApplicationScoped
class OutboxHealth implements HealthCheck {
  private final OutboxState state;

  OutboxHealth(OutboxState state) {
    this.state = state;
  }

  @Override
  public HealthCheckResponse call() {
    Map<String, String> problems = state.problems();
    OutboxLevel level = state.level();
    var answer =
        HealthCheckResponse.named("outbox")
            .withData("sending", problems.isEmpty())
            .withData("waiting", level.waiting())
            .withData("oldestSeconds", level.oldest().toSeconds())
            .withData("parked", level.parked())
            .withData("deadLetters", level.deadLetters())
            .up();
    problems.forEach((topic, reason) -> answer.withData("problem:" + topic, reason));
    return answer.build();
  }
}
