package io.cairn.web.runtime;

import java.util.UUID;

/** Makes ids: UUID version 7, so that they sort by time of making. */
@FunctionalInterface
public interface Ids {
  /** A new id, larger than those this process made before. */
  UUID next();
}
