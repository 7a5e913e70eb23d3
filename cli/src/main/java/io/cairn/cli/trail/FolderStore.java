package io.cairn.cli.trail;

import java.nio.file.Path;

/**
 * Reaches the database of a data folder, whether its suite runs or not; the launcher's jar has the
 * one implementation, found by the service loader.
 */
public interface FolderStore {
  /** An open database: the suite's own, or one that was started for this and ends with it. */
  interface Open extends AutoCloseable {
    /** Where it is. */
    StoreAddress address();

    @Override
    void close();
  }

  /** Opens it; throws {@link io.cairn.cli.suite.Refused} with a sentence when it cannot. */
  Open open(Path data);
}
