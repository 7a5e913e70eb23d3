package io.cairn.web.body;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.Provider;

/**
 * Lets request bodies hold known members alone, since one that is misspelt would be dropped without
 * a word. The application's own mapper, which reads what AWS and Kafka give, stays tolerant.
 */
@Provider
public class StrictBodies implements ContextResolver<ObjectMapper> {
  private final ObjectMapper strict;

  StrictBodies(ObjectMapper tolerant) {
    this.strict = strict(tolerant);
  }

  @Override
  public ObjectMapper getContext(Class<?> type) {
    return strict;
  }

  /** A mapper like the given one that refuses members that the type does not have. */
  public static ObjectMapper strict(ObjectMapper tolerant) {
    return tolerant.copy().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
  }
}
