package io.cairn.config.look;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Looks asked for by events. A request is answered at once for the first, gathered for those that
 * follow within the coalescing time, and kept in PostgreSQL until it was done, so that a crash
 * loses none.
 */
public interface ResourceLooks {

  /**
   * The recorded resource types and ids that a CloudTrail record touched. Empty for read-only,
   * failed and dry-run calls, and for types that are not recorded.
   */
  List<Touched> touchedBy(JsonNode event);

  /** Asks for a look; joins the caller's transaction. */
  void request(Touched touched);
}
