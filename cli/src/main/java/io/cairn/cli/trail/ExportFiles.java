package io.cairn.cli.trail;

import io.cairn.eventstore.EventScanner;
import io.cairn.eventstore.ScannedEvent;
import io.cairn.eventstore.StoredEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Sorts events, newest first, into the files of their account, region and day; what is held in
 * memory is bounded, so a day with many events becomes several files.
 */
final class ExportFiles {
  private static final long FILE_BYTES = 16L << 20;
  private static final long MEMORY = 64L << 20;

  /** Where an event lies whose record names no region. */
  static final String NO_REGION = "no-region";

  private final Path root;
  private final EventScanner scanner = new EventScanner();
  private final Map<String, LogFile> open = new LinkedHashMap<>();
  private long held;
  private long events;
  private long files;
  private long bytes;
  private long withoutAccount;

  ExportFiles(Path root) {
    this.root = root;
  }

  void add(StoredEvent stored) throws IOException {
    String region = NO_REGION;
    if (scanner.scan(stored.bytes()) instanceof ScannedEvent event) {
      String named = event.awsRegion();
      region = named == null || !named.matches("[a-z0-9-]{1,40}") ? NO_REGION : named;
      withoutAccount += event.recordAccountId() == null ? 1 : 0;
    }
    String key = stored.accountId() + "/" + region;
    LogFile file = open.get(key);
    if (file != null && !file.isOfDay(stored.position().eventTime())) {
      write(key);
      file = null;
    }
    if (file == null) {
      file = new LogFile(stored.accountId(), region, stored.position().eventTime());
      open.put(key, file);
    }
    file.add(stored);
    held += stored.bytes().length;
    events++;
    bytes += stored.bytes().length;
    if (file.bytes() >= FILE_BYTES) {
      write(key);
    } else if (held > MEMORY) {
      write(largest());
    }
  }

  private String largest() {
    return open.entrySet().stream()
        .max(Comparator.comparingLong(e -> e.getValue().bytes()))
        .orElseThrow()
        .getKey();
  }

  private void write(String key) throws IOException {
    LogFile file = open.remove(key);
    if (file != null) {
      held -= file.bytes();
      files++;
      file.write(root);
    }
  }

  /** Writes what is held. */
  void finish() throws IOException {
    while (!open.isEmpty()) {
      write(open.keySet().iterator().next());
    }
  }

  long events() {
    return events;
  }

  long files() {
    return files;
  }

  long bytes() {
    return bytes;
  }

  /** Events whose records name no account: it was their source's. */
  long withoutAccount() {
    return withoutAccount;
  }
}
