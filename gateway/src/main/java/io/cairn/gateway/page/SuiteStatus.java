package io.cairn.gateway.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What runs.
 *
 * @param status {@code UP} if every part is ready, else {@code DEGRADED}
 * @param version of the gateway
 * @param auditBacklog records of requests to the suite that wait for the broker
 * @param parts the four services
 */
@RegisterForReflection
record SuiteStatus(String status, String version, long auditBacklog, List<PartStatus> parts) {

  /**
   * One service.
   *
   * @param name its name
   * @param status {@code UP} if it is ready, else {@code DOWN}
   * @param version as its OpenAPI document says, if it was seen
   * @param operations how many operations it offers
   * @param detail what is wrong, or null
   */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record PartStatus(
      String name,
      String status,
      @Nullable String version,
      long operations,
      @Nullable String detail) {
    boolean isUp() {
      return status.equals("UP");
    }
  }
}
