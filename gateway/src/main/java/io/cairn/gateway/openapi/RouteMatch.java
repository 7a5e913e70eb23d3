package io.cairn.gateway.openapi;

import io.cairn.gateway.upstream.Part;
import java.util.Map;
import java.util.Set;

/** What a method and a path lead to. */
public sealed interface RouteMatch {

  /**
   * An operation.
   *
   * @param operation which
   * @param parameters path parameters, decoded
   */
  record Found(ApiOperation operation, Map<String, String> parameters) implements RouteMatch {}

  /**
   * The path exists, the method does not.
   *
   * @param allowed the methods that do
   */
  record WrongMethod(Set<String> allowed) implements RouteMatch {}

  /** Nothing is served there. */
  record Unknown() implements RouteMatch {}

  /**
   * The service that owns the path has not said yet what it serves.
   *
   * @param part which service
   */
  record Away(Part part) implements RouteMatch {}
}
