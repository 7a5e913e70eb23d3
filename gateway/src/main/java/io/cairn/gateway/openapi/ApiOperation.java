package io.cairn.gateway.openapi;

import io.cairn.gateway.upstream.Part;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One operation of the suite.
 *
 * @param operationId its name
 * @param method HTTP method, upper case
 * @param template path with {@code {parameters}}
 * @param action the AWS action it is allowed under, or null: then nobody may call it
 * @param tokenAction what the internal token says; the action, but for the gateway's own pages
 * @param part the service that carries it out, or null for the gateway itself
 * @param queryParameters names of the query parameters that it declares
 */
public record ApiOperation(
    String operationId,
    String method,
    String template,
    @Nullable String action,
    @Nullable String tokenAction,
    @Nullable Part part,
    Set<String> queryParameters) {

  private static final String METRICS = "/q/metrics";

  /** The metrics of a service, or of the gateway itself where {@code part} is null. */
  static ApiOperation metrics(@Nullable Part part) {
    return new ApiOperation(
        part == null ? "getMetrics" : "getMetricsOf-" + part.name(),
        "GET",
        part == null ? METRICS : METRICS + "/" + part.name(),
        "cloudwatch:GetMetricData",
        "cairn:GetMetrics",
        part,
        Set.of());
  }

  /** Where the service has what stands at {@code path} here. */
  public String upstreamPath(String path) {
    return path.startsWith(METRICS + "/") ? METRICS : path;
  }
}
