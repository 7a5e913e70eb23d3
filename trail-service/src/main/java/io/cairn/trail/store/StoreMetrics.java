package io.cairn.trail.store;

import io.cairn.eventstore.StoreException;
import io.cairn.eventstore.query.CacheCounters;
import io.cairn.eventstore.store.BlockEventStore;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.ToDoubleFunction;
import javax.sql.DataSource;

/**
 * What the store holds and how its caches serve, as metrics. What must be asked of the database is
 * asked at most every five seconds, when somebody looks; NaN while the database is away.
 */
@Singleton
class StoreMetrics {
  private static final long FRESH_NANOS = 5_000_000_000L;
  private static final String STATE = "state";

  private final BlockEventStore store;
  private final DataSource dataSource;
  private final MeterRegistry metrics;
  private Counts counts = Counts.UNKNOWN;
  private long countedAt;

  StoreMetrics(BlockEventStore store, DataSource dataSource, MeterRegistry metrics) {
    this.store = store;
    this.dataSource = dataSource;
    this.metrics = metrics;
  }

  private record Counts(
      double openBlocks, double openEvents, double runs, double sealedEvents, double untold) {
    static final Counts UNKNOWN =
        new Counts(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
  }

  void start(@Observes StartupEvent event) {
    gauge("cairn.trail.store.blocks", "open", "Blocks that no run holds", Counts::openBlocks);
    gauge("cairn.trail.store.runs", "sealed", "Sealed runs", Counts::runs);
    gauge("cairn.trail.store.events", "open", "Events kept", Counts::openEvents);
    gauge("cairn.trail.store.events", "sealed", "Events kept", Counts::sealedEvents);
    gauge("cairn.trail.store.batches", "untold", "Batches not told yet", Counts::untold);
    Gauge.builder("cairn.trail.store.identity.bytes", store, BlockEventStore::identityBytes)
        .description("Memory for the ids of the hours in use")
        .register(metrics);
    store.cacheCounters().keySet().forEach(this::cache);
  }

  private void gauge(String name, String state, String what, ToDoubleFunction<Counts> value) {
    Gauge.builder(name, this, self -> value.applyAsDouble(self.counts()))
        .tag(STATE, state)
        .description(what)
        .register(metrics);
  }

  private void cache(String name) {
    Gauge.builder("cairn.trail.store.cache.bytes", this, self -> self.of(name).bytes())
        .tag("cache", name)
        .description("Memory that a cache takes")
        .register(metrics);
    Gauge.builder("cairn.trail.store.cache.max.bytes", this, self -> self.of(name).maxBytes())
        .tag("cache", name)
        .description("The bound of a cache")
        .register(metrics);
    requests(name, "hit", CacheCounters::hits);
    requests(name, "miss", CacheCounters::misses);
  }

  private void requests(String name, String result, ToDoubleFunction<CacheCounters> value) {
    FunctionCounter.builder(
            "cairn.trail.store.cache.requests", this, self -> value.applyAsDouble(self.of(name)))
        .tag("cache", name)
        .tag("result", result)
        .description("How a cache served")
        .register(metrics);
  }

  private CacheCounters of(String name) {
    return store.cacheCounters().getOrDefault(name, new CacheCounters(0, 0, 0, 0, 0));
  }

  private synchronized Counts counts() {
    long now = System.nanoTime();
    if (countedAt == 0 || now - countedAt > FRESH_NANOS) {
      counts = count();
      countedAt = now;
    }
    return counts;
  }

  private Counts count() {
    try (Connection connection = dataSource.getConnection();
        Statement select = connection.createStatement();
        ResultSet row =
            select.executeQuery(
                """
                select (select count(*) from open_block), (select sum(n) from open_block),
                  (select count(*) from run), (select sum(n) from run)
                """)) {
      row.next();
      return new Counts(
          row.getDouble(1),
          row.getDouble(2),
          row.getDouble(3),
          row.getDouble(4),
          store.untoldBatches());
    } catch (SQLException | StoreException _) {
      return Counts.UNKNOWN;
    }
  }
}
