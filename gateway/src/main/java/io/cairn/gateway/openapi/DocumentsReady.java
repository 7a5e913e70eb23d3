package io.cairn.gateway.openapi;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** The gateway is ready when it knows what to route: each service has been heard of once. */
@Readiness
@ApplicationScoped
class DocumentsReady implements HealthCheck {
  private final ApiDocuments documents;

  DocumentsReady(ApiDocuments documents) {
    this.documents = documents;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("operations of every service known")
        .status(documents.isComplete())
        .withData("operations", documents.operations().size())
        .build();
  }
}
