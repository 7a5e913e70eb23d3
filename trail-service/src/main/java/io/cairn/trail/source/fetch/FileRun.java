package io.cairn.trail.source.fetch;

import io.cairn.trail.ledger.LedgerProblem;
import io.cairn.trail.source.Source;
import io.cairn.web.runtime.Correlation;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The files of one poll of one source: some at a time, and no more once too many fail in a row. */
final class FileRun {
  private static final int FAILURES_IN_A_ROW = 20;

  private final ObjectFetcher fetcher;
  private final Source source;
  private final String bucket;
  private final int atOnce;
  private final Turn turn;
  private final AtomicInteger failuresInARow = new AtomicInteger();
  private volatile @Nullable LedgerProblem problem;
  private volatile boolean ended;

  FileRun(ObjectFetcher fetcher, Source source, String bucket, int atOnce, Turn turn) {
    this.fetcher = fetcher;
    this.source = source;
    this.bucket = bucket;
    this.atOnce = atOnce;
    this.turn = turn;
  }

  /** A file by its key, and how often it was tried before. */
  record File(String key, int attempts) {}

  /** How the ledger's names of this bucket's files begin. */
  String start() {
    return ObjectFetcher.name(bucket, "");
  }

  /** Why the source as a whole cannot be read; a single file's trouble stands in the ledger. */
  @Nullable LedgerProblem problem() {
    return problem;
  }

  /** False when it must stop, or when so many files fail that it is no use to go on now. */
  boolean mayGoOn() {
    return !ended && turn.goesOn();
  }

  /** Reads files; returns when all that were begun are done. */
  void read(List<File> files) {
    var free = new Semaphore(atOnce);
    String correlation = Correlation.current();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (File file : files) {
        free.acquireUninterruptibly();
        if (!mayGoOn()) {
          return;
        }
        threads.execute(
            () -> {
              Correlation.set(correlation);
              try {
                read(file);
              } finally {
                free.release();
              }
            });
      }
    }
  }

  private void read(File file) {
    Trouble trouble = fetcher.fetch(source, bucket, file.key(), file.attempts());
    if (trouble == null) {
      failuresInARow.set(0);
      return;
    }
    int failures = trouble.passes() ? failuresInARow.incrementAndGet() : failuresInARow.get();
    if (trouble.ofTheSource() || failures >= FAILURES_IN_A_ROW) {
      problem = trouble.problem();
      ended = true;
    }
  }
}
