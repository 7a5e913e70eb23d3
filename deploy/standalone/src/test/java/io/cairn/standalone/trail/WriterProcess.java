package io.cairn.standalone.trail;

import io.cairn.eventstore.Lease;
import io.cairn.eventstore.Outcome;
import io.cairn.eventstore.StoreSettings;
import io.cairn.eventstore.StoreSettings.RunSettings;
import io.cairn.eventstore.UntoldBatch;
import io.cairn.eventstore.store.BlockEventStore;
import io.cairn.eventstore.upkeep.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A writer in a process of its own: stores records without end, tells them, merges and seals beside
 * it, and says each offset once it is acknowledged. It ends when its database does.
 */
public final class WriterProcess {
  private static final Instant LATER = Instant.parse("2027-01-01T00:00:00Z");

  private static final long PAUSE_NANOS = 5_000_000;

  private WriterProcess() {}

  static StoreSettings settings() {
    return StoreSettings.ofDefaults()
        .withMemory(8 << 20, 8 << 20)
        .withDictionary(4_096)
        .withRuns(new RunSettings(1_500, 20_000, 1_024, Duration.ZERO));
  }

  static PGSimpleDataSource source(String url, String user, String password) {
    var source = new PGSimpleDataSource();
    source.setURL(url);
    source.setUser(user);
    source.setPassword(password);
    return source;
  }

  /** Address, user and password of the database. */
  public static void main(String[] arguments) {
    var source = source(arguments[0], arguments[1], arguments[2]);
    try (var store = new BlockEventStore(source, settings())) {
      Thread.ofPlatform().daemon().start(() -> orEnd(() -> keep(store)));
      write(store);
    } catch (RuntimeException e) {
      end(e);
    }
  }

  private static void write(BlockEventStore store) {
    Lease lease = store.lease(0, 0, Long.MAX_VALUE);
    while (true) {
      var events = KilledEvents.record(lease.nextOffset());
      var appended = store.append(lease, lease.nextOffset() + 1, events, (_, _) -> {});
      int stored = Collections.frequency(appended.outcomes(), Outcome.STORED);
      if (stored != KilledEvents.FRESH) {
        throw new IllegalStateException(stored + " stored at offset " + lease.nextOffset());
      }
      System.out.println(lease.nextOffset());
      lease = appended.lease();
      List<UntoldBatch> untold = store.untold(0, 1_000);
      if (!untold.isEmpty()) {
        store.told(lease, untold.getLast().batchNumber());
      }
    }
  }

  /** Upkeep that takes every other day for over, so that it merges, seals and merges runs. */
  private static void keep(BlockEventStore store) {
    for (int i = 0; ; i++) {
      Instant now = i % 2 == 0 ? LATER : Instant.EPOCH;
      Step.Kind kind = store.upkeep(now).kind();
      System.out.println(kind);
      if (kind == Step.Kind.NOTHING) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  private static void orEnd(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      end(e);
    }
  }

  private static void end(RuntimeException e) {
    e.printStackTrace();
    Runtime.getRuntime().halt(1);
  }
}
