package io.cairn.trail.ingest;

import io.cairn.contracts.EventBatch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Gathers records by account into batches for Kafka, holding a few MiB at most. */
final class AccountBatches {
  private static final int MAX_HELD = 4 << 20;

  private final BiConsumer<String, EventBatch> target;
  private final Map<String, Gathering> accounts = new LinkedHashMap<>();
  private int held;

  private static final class Gathering {
    private List<byte[]> records = new ArrayList<>();
    private int bytes;
  }

  AccountBatches(BiConsumer<String, EventBatch> target) {
    this.target = target;
  }

  void add(String account, byte[] bytes) {
    Gathering gathering = accounts.computeIfAbsent(account, _ -> new Gathering());
    if (gathering.bytes + bytes.length + 1 > EventBatch.MAX_BYTES) {
      flush(account, gathering);
    }
    gathering.records.add(bytes);
    gathering.bytes += bytes.length + 1;
    held += bytes.length + 1;
    if (held > MAX_HELD) {
      flush();
    }
  }

  void flush() {
    accounts.forEach(this::flush);
    accounts.clear();
    held = 0;
  }

  private void flush(String account, Gathering gathering) {
    if (!gathering.records.isEmpty()) {
      target.accept(account, new EventBatch(gathering.records));
      held -= gathering.bytes;
      gathering.records = new ArrayList<>();
      gathering.bytes = 0;
    }
  }
}
