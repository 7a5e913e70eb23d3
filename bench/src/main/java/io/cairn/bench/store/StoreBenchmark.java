package io.cairn.bench.store;

import io.cairn.bench.generator.CloudTrailGenerator;
import io.cairn.eventstore.Attribute;
import io.cairn.eventstore.EventScanner;
import io.cairn.eventstore.FoundPage;
import io.cairn.eventstore.Lease;
import io.cairn.eventstore.NewEvent;
import io.cairn.eventstore.Predicate;
import io.cairn.eventstore.ScannedEvent;
import io.cairn.eventstore.StoreSettings;
import io.cairn.eventstore.StoreSettings.RunSettings;
import io.cairn.eventstore.UntoldBatch;
import io.cairn.eventstore.Window;
import io.cairn.eventstore.store.BlockEventStore;
import io.cairn.eventstore.upkeep.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * {@code java -cp bench.jar io.cairn.bench.store.StoreBenchmark [events] [baseline events]
 * [threads] [level] [shared_buffers] [folder of real records]}: ingest, bytes and pages of the
 * event store, in one run on one machine. Events are wholly generated, or made of the folder's
 * records.
 */
public final class StoreBenchmark {
  private static final int BATCH = 16_384;
  private static final int WARM_UP = 5 * BATCH;
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Instant START = Instant.parse("2026-11-20T00:00:00Z");

  private final Server server;
  private final int events;
  private final int baseline;
  private final StoreSettings settings;
  private final @Nullable Path records;
  private final EventScanner scanner = new EventScanner();
  private final Random random = new Random(7);

  private StoreBenchmark(
      Server server, int events, int baseline, StoreSettings settings, @Nullable Path records) {
    this.records = records;
    this.server = server;
    this.events = events;
    this.baseline = baseline;
    this.settings = settings;
  }

  /** Runs it; arguments are described above. */
  public static void main(String[] arguments) throws IOException, SQLException {
    int events = number(arguments, 0, 500_000);
    int baseline = number(arguments, 1, 100_000);
    int threads = number(arguments, 2, 2);
    int level = number(arguments, 3, 3);
    String buffers = arguments.length > 4 ? arguments[4] : "1GB";
    Path records = arguments.length > 5 ? Path.of(arguments[5]) : null;
    var runs = new RunSettings(1 << 18, 1 << 20, 1 << 16, Duration.ZERO);
    StoreSettings settings = StoreSettings.ofDefaults().withEncoding(level, threads).withRuns(runs);
    Path data = Files.createTempDirectory("store-bench");
    try (var server = new Server(data, buffers)) {
      System.out.printf(
          "%,d events, %,d for the baselines, %d encoders, level %d, shared_buffers %s%n",
          events, baseline, threads, level, buffers);
      new StoreBenchmark(server, events, baseline, settings, records).run();
    }
  }

  private static int number(String[] arguments, int index, int fallback) {
    return arguments.length > index ? Integer.parseInt(arguments[index]) : fallback;
  }

  private void run() throws IOException, SQLException {
    try (var store = new BlockEventStore(server.pool(), settings)) {
      ingest(store);
      upkeep(store);
      size();
      rows("row + 7 b-trees", true);
      rows("row, bare heap", false);
      pages(store);
    }
  }

  private Supplier<byte[]> source(long seed) throws IOException {
    return records == null
        ? new CloudTrailGenerator(seed, START)::next
        : new RemadeRecords(records, seed, START);
  }

  private record Scanned(List<byte[]> bytes, List<ScannedEvent> events, double seconds) {}

  private Scanned next(Supplier<byte[]> generator) {
    List<byte[]> bytes = new ArrayList<>(BATCH);
    for (int i = 0; i < BATCH; i++) {
      bytes.add(generator.get());
    }
    long begin = System.nanoTime();
    List<ScannedEvent> scanned = new ArrayList<>(BATCH);
    for (byte[] event : bytes) {
      if (scanner.scan(event) instanceof ScannedEvent one) {
        scanned.add(one);
      }
    }
    return new Scanned(bytes, scanned, (System.nanoTime() - begin) / 1e9);
  }

  private void ingest(BlockEventStore store) throws IOException, SQLException {
    Supplier<byte[]> generator = source(1);
    Lease lease = store.lease(0, 0, 0);
    double wall = 0;
    double scan = 0;
    CpuTime cpu = new CpuTime(0, 0);
    long counted = 0;
    for (long stored = 0; stored < events; stored += BATCH) {
      List<byte[]> bytes = new ArrayList<>(BATCH);
      for (int i = 0; i < BATCH; i++) {
        bytes.add(generator.get());
      }
      CpuTime before = server.cpu();
      long begin = System.nanoTime();
      List<NewEvent> batch = new ArrayList<>(BATCH);
      for (byte[] event : bytes) {
        if (scanner.scan(event) instanceof ScannedEvent one) {
          batch.add(new NewEvent(String.valueOf(one.recordAccountId()), one, event));
        }
      }
      long scannedAt = System.nanoTime();
      lease = store.append(lease, lease.nextOffset() + 1, batch, (_, _) -> {}).lease();
      if (stored >= WARM_UP) {
        wall += (System.nanoTime() - begin) / 1e9;
        scan += (scannedAt - begin) / 1e9;
        cpu = cpu.plus(server.cpu().since(before));
        counted += BATCH;
      }
      tell(store, lease);
      Step step = store.upkeep(START);
      if (step.kind() == Step.Kind.TRAINED) {
        System.out.println("  " + step);
      }
    }
    print("blocks, durable and searchable", counted, wall, cpu);
    System.out.printf("  of it scanning the JSON: %.2f us/event wall%n", scan / counted * 1e6);
  }

  private static void tell(BlockEventStore store, Lease lease) {
    List<UntoldBatch> untold = store.untold(0, BATCH);
    while (!untold.isEmpty()) {
      store.told(lease, untold.getLast().batchNumber());
      untold = store.untold(0, BATCH);
    }
  }

  private static void print(String what, long counted, double wall, CpuTime cpu) {
    System.out.printf(
        "%-32s %,9.0f events/s; CPU us/event: client %.2f, PostgreSQL %.2f, both %.2f%n",
        what,
        counted / wall,
        cpu.client() / counted * 1e6,
        cpu.server() / counted * 1e6,
        (cpu.client() + cpu.server()) / counted * 1e6);
  }

  private void upkeep(BlockEventStore store) throws IOException {
    CpuTime before = server.cpu();
    long begin = System.nanoTime();
    int rewritten = 0;
    Step step;
    do {
      // Every day is over by then, and quiet for long.
      step = store.upkeep(START.plus(Duration.ofDays(400)));
      rewritten += step.events();
    } while (step.kind() != Step.Kind.NOTHING);
    print("sealing", rewritten, (System.nanoTime() - begin) / 1e9, server.cpu().since(before));
  }

  private void size() throws IOException, SQLException {
    server.execute("vacuum");
    String tables = "('block', 'open_block', 'run', 'run_column', 'run_bucket', 'dictionary')";
    double total =
        server.number(
            "select sum(pg_total_relation_size(c.oid)) from pg_class c left join pg_inherits i"
                + " on i.inhrelid = c.oid where c.relkind = 'r' and (c.relname in "
                + tables
                + " or i.inhparent::regclass::text in "
                + tables
                + ")");
    double stored = server.number("select count(*) from block");
    double all = server.number("select sum(n) from block");
    Supplier<byte[]> generator = source(1);
    var deflater = new Deflater(6, true);
    byte[] out = new byte[1 << 16];
    long raw = 0;
    for (int i = 0; i < Math.min(events, 100_000); i++) {
      byte[] event = generator.get();
      raw += event.length;
      deflater.setInput(event);
      while (!deflater.needsInput()) {
        deflater.deflate(out);
      }
    }
    deflater.finish();
    while (!deflater.finished()) {
      deflater.deflate(out);
    }
    int sample = Math.min(events, 100_000);
    double gzip = (double) deflater.getBytesWritten() / sample;
    deflater.end();
    System.out.printf(
        "bytes/event: raw %.0f, gzip -6 %.1f, store with every index %.1f = %.2f of gzip;"
            + " %.0f blocks%n",
        (double) raw / sample, gzip, total / all, total / all / gzip, stored);
    for (String part :
        List.of(
            "sum(octet_length(payload)) from block",
            "sum(octet_length(keys)) from block",
            "sum(octet_length(data)) from run_column",
            "sum(octet_length(data)) from run_bucket",
            "coalesce(sum(octet_length(idx)), 0) from open_block")) {
      System.out.printf("  %-50s %.2f%n", part, server.number("select " + part) / all);
    }
  }

  private void rows(String what, boolean indexed) throws IOException, SQLException {
    var rows = new RowBaseline(server, indexed ? "row_indexed" : "row_heap", indexed);
    Supplier<byte[]> generator = source(2);
    double wall = 0;
    CpuTime cpu = new CpuTime(0, 0);
    for (long stored = 0; stored < baseline; stored += BATCH) {
      Scanned batch = next(generator);
      CpuTime before = server.cpu();
      long begin = System.nanoTime();
      rows.append(batch.events(), batch.bytes());
      wall += (System.nanoTime() - begin) / 1e9;
      cpu = cpu.plus(server.cpu().since(before));
    }
    print(what + " (scanned before)", (baseline + BATCH - 1) / BATCH * (long) BATCH, wall, cpu);
  }

  private void pages(BlockEventStore store) throws IOException {
    pages(store, "missing event id", 400, () -> equal(Attribute.EVENT_ID, uuid()));
    pages(
        store, "missing user", 400, () -> equal(Attribute.USERNAME, "nobody-" + random.nextInt()));
    pages(store, "rare: two terms", 300, this::rare);
    pages(store, "medium: account and name", 300, this::medium);
    pages(store, "hot: one name", 300, () -> equal(Attribute.EVENT_NAME, "AssumeRole"));
    pages(store, "hot: not read-only", 300, () -> equal(Attribute.READ_ONLY, "false"));
    depth(store, "hot: read-only", equal(Attribute.READ_ONLY, "true"), events / 4);
    depth(store, "everything", new Predicate.Everything(), events / 2);
    System.out.println(store.cacheCounters());
  }

  /** Pages far behind the newest beside the first ones, by CPU. */
  private void depth(BlockEventStore store, String what, Predicate predicate, int skip)
      throws IOException {
    List<String> tokens = new ArrayList<>();
    String token = null;
    for (int row = 0; row < skip + 30 * 1_000; row += 1_000) {
      FoundPage page = store.find(predicate, Window.ALWAYS, token, 1_000, LIMIT);
      token = page.nextToken();
      if (token == null) {
        break;
      }
      if (row >= skip) {
        tokens.add(token);
      }
    }
    if (tokens.isEmpty()) {
      System.out.println("depth: too few matches of " + what);
      return;
    }
    double first = cpuOf(store, predicate, Collections.nCopies(tokens.size(), null));
    double deep = cpuOf(store, predicate, tokens);
    System.out.printf(
        "page of 50, %s: first %.2f ms CPU, behind row %,d %.2f ms: %.2f times%n",
        what, first, skip, deep, deep / first);
  }

  private double cpuOf(
      BlockEventStore store, Predicate predicate, List<? extends @Nullable String> tokens)
      throws IOException {
    double least = Double.MAX_VALUE;
    for (int round = 0; round < 5; round++) {
      CpuTime before = server.cpu();
      for (int i = 0; i < 10; i++) {
        for (String token : tokens) {
          store.find(predicate, Window.ALWAYS, token, 50, LIMIT);
        }
      }
      CpuTime cpu = server.cpu().since(before);
      least = Math.min(least, (cpu.client() + cpu.server()) / tokens.size() / 10 * 1e3);
    }
    return least;
  }

  private Predicate rare() {
    return new Predicate.And(
        List.of(
            equal(Attribute.RESOURCE_NAME, "bucket-" + random.nextInt(300)),
            equal(Attribute.EVENT_NAME, "PutBucketVersioning")));
  }

  private Predicate medium() {
    return new Predicate.And(
        List.of(
            equal(Attribute.ACCOUNT_ID, CloudTrailGenerator.account(random.nextInt(24))),
            equal(Attribute.EVENT_NAME, "RunInstances")));
  }

  private static Predicate equal(Attribute attribute, String value) {
    return new Predicate.Equal(attribute, value);
  }

  private String uuid() {
    return "%08x-0000-4000-8000-%012x".formatted(random.nextInt(), random.nextLong(1L << 48));
  }

  private interface Query {
    Predicate next();
  }

  private void pages(BlockEventStore store, String what, int rounds, Query query)
      throws IOException {
    for (int i = 0; i < rounds / 3; i++) {
      store.find(query.next(), Window.ALWAYS, null, 50, LIMIT);
    }
    double[] millis = new double[rounds];
    long found = 0;
    CpuTime before = server.cpu();
    for (int i = 0; i < rounds; i++) {
      long begin = System.nanoTime();
      found += store.find(query.next(), Window.ALWAYS, null, 50, LIMIT).events().size();
      millis[i] = (System.nanoTime() - begin) / 1e6;
    }
    CpuTime cpu = server.cpu().since(before);
    Arrays.sort(millis);
    System.out.printf(
        "page %-26s p50 %.2f ms, p99 %.2f ms; CPU ms: client %.2f, PostgreSQL %.2f; %.1f rows%n",
        what,
        millis[rounds / 2],
        millis[rounds * 99 / 100],
        cpu.client() / rounds * 1e3,
        cpu.server() / rounds * 1e3,
        (double) found / rounds);
  }
}
