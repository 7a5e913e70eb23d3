package io.cairn.trail.move;

import io.cairn.eventstore.FencedException;
import io.cairn.eventstore.Lease;
import io.cairn.eventstore.RowEventStore;
import io.cairn.eventstore.StoreException;
import io.cairn.eventstore.UntoldBatch;
import io.cairn.eventstore.store.BlockEventStore;
import io.cairn.trail.ledger.LedgerBatch;
import io.cairn.trail.move.OldRows.Place;
import io.cairn.trail.move.OldRows.Row;
import io.cairn.trail.tell.BatchSender;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves what the row store holds into blocks before anything is written or read: first it tells
 * what was not told, then it moves rows in order of time, some in each transaction, then it drops
 * the row store's tables. It goes on where it was interrupted, at any point, and one process does
 * it while others wait. Kafka keeps what comes in meanwhile.
 */
@Singleton
public class RowMove {
  private static final Logger LOGGER = LoggerFactory.getLogger(RowMove.class);
  private static final String LOCK = "(1919907693, hashtext(current_schema()))";
  private static final int MAX_TOLD = 5_000;

  private final DataSource dataSource;
  private final BlockEventStore store;
  private final BatchSender sender;
  private final LedgerBatch ledger;
  private final MoveConfig config;
  private final Event<RowsMoved> done;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile boolean isDone;
  private volatile MoveProgress progress = new MoveProgress(0, 0);
  private volatile @Nullable String failure;
  private @Nullable Thread thread;

  RowMove(
      DataSource dataSource,
      BlockEventStore store,
      BatchSender sender,
      LedgerBatch ledger,
      MoveConfig config,
      Event<RowsMoved> done) {
    this.dataSource = dataSource;
    this.store = store;
    this.sender = sender;
    this.ledger = ledger;
    this.config = config;
    this.done = done;
  }

  void start(@Observes @Priority(1) StartupEvent event) {
    thread = Thread.ofPlatform().daemon().name("row-move").start(this::run);
  }

  void stop(@Observes @Priority(1) ShutdownEvent event) throws InterruptedException {
    stopping.countDown();
    Thread running = thread;
    if (running != null) {
      running.join(Duration.ofSeconds(10));
    }
  }

  /** Whether everything is in blocks. */
  public boolean isDone() {
    return isDone;
  }

  /** How far it is. */
  public MoveProgress progress() {
    return progress;
  }

  /** Why it cannot go on now, or null. */
  public @Nullable String failure() {
    return failure;
  }

  private void run() {
    while (stopping.getCount() > 0 && !isDone) {
      try {
        if (attempt()) {
          isDone = true;
          failure = null;
          done.fire(new RowsMoved());
          return;
        }
      } catch (SQLException | RuntimeException e) {
        failure = String.valueOf(e.getMessage());
        LOGGER
            .atWarn()
            .setCause(e instanceof SQLException || e instanceof StoreException ? null : e)
            .addKeyValue("error", String.valueOf(e))
            .log(
                "stored rows cannot be moved into blocks now; what was moved stays, the rest is"
                    + " tried again, and nothing is written or looked up before");
      }
      pause();
    }
  }

  private void pause() {
    try {
      if (stopping.await(config.retry().toMillis(), TimeUnit.MILLISECONDS)) {
        LOGGER.atDebug().log("the move of rows is interrupted by the end of the process");
      }
    } catch (InterruptedException _) {
      stopping.countDown();
      Thread.currentThread().interrupt();
    }
  }

  /** True when nothing is left to move; false when another process moves. */
  boolean attempt() throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      if (!OldRows.exist(connection)) {
        return true;
      }
      if (!is(connection, "select pg_try_advisory_lock" + LOCK)) {
        return false;
      }
      try {
        return !OldRows.exist(connection) || move(connection);
      } finally {
        unlock(connection);
      }
    }
  }

  /** A connection that died has lost its lock with it. */
  private static void unlock(Connection connection) {
    try {
      is(connection, "select pg_advisory_unlock" + LOCK);
    } catch (SQLException e) {
      LOGGER
          .atDebug()
          .addKeyValue("error", e.getMessage())
          .log("the lock went with its connection");
    }
  }

  private static boolean is(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      return row.next() && row.getBoolean(1);
    }
  }

  private boolean move(Connection connection) throws SQLException {
    OldRows.close(connection);
    if (!OldRows.isEmpty(connection)) {
      tellRest();
      if (!moveRows(connection)) {
        return false;
      }
    }
    drop(connection);
    return true;
  }

  /** What was stored as rows and not told is told as it would have been. */
  private void tellRest() {
    var rows = new RowEventStore(dataSource);
    for (Lease lease : rows.leases()) {
      List<UntoldBatch> batches = rows.untold(lease.partition(), MAX_TOLD);
      while (!batches.isEmpty()) {
        sender.send(batches);
        try {
          rows.told(lease, batches.getLast().batchNumber());
        } catch (FencedException e) {
          throw new IllegalStateException("another process writes partition " + lease, e);
        }
        batches = rows.untold(lease.partition(), MAX_TOLD);
      }
    }
  }

  /** False when the process ends before everything is moved. */
  private boolean moveRows(Connection connection) throws SQLException {
    Place place = OldRows.place(connection);
    var speed = new Speed(place.moved());
    tell("moving stored rows into blocks; events are looked up and stored when it is done", place);
    Lease lease = store.lease(OldRows.PARTITION, 0, Long.MAX_VALUE);
    store.told(lease, Long.MAX_VALUE);
    var step = new MoveStep(store, ledger);
    for (List<Row> rows = next(place); !rows.isEmpty(); rows = next(place)) {
      if (stopping.getCount() == 0) {
        return false;
      }
      lease = step.move(lease, rows);
      Row last = rows.getLast();
      place =
          new Place(
              lease.nextOffset(), place.total(), last.time(), last.eventId(), last.accountId());
      progress = new MoveProgress(place.moved(), place.total());
      if (speed.isDue(config.progress())) {
        tell(
            "moving stored rows into blocks, " + speed.perSecond(place.moved()) + " a second",
            place);
      }
    }
    if (place.moved() != place.total()) {
      throw new IllegalStateException(
          "%d rows were counted and %d moved; the rows are kept"
              .formatted(place.total(), place.moved()));
    }
    tell("all stored rows are in blocks", place);
    return true;
  }

  private static void tell(String what, Place place) {
    LOGGER
        .atInfo()
        .addKeyValue("moved", place.moved())
        .addKeyValue("total", place.total())
        .log(what);
  }

  private List<Row> next(Place place) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try {
        return OldRows.after(connection, place, config.rows());
      } finally {
        connection.rollback();
      }
    }
  }

  private void drop(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    boolean committed = false;
    try {
      OldRows.drop(connection);
      connection.commit();
      committed = true;
    } finally {
      if (!committed) {
        connection.rollback();
      }
      connection.setAutoCommit(true);
    }
  }

  /** When to say something, and how fast it goes. */
  private static final class Speed {
    private final long begin = System.nanoTime();
    private final long first;
    private long last = begin;

    Speed(long first) {
      this.first = first;
    }

    boolean isDue(Duration pause) {
      long now = System.nanoTime();
      if (now - last < pause.toNanos()) {
        return false;
      }
      last = now;
      return true;
    }

    long perSecond(long moved) {
      double seconds = Math.max(1e-3, (System.nanoTime() - begin) / 1e9);
      return Math.round((moved - first) / seconds);
    }
  }
}
