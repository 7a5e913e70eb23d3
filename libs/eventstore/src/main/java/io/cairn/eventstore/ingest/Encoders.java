package io.cairn.eventstore.ingest;

import io.cairn.eventstore.block.BlockWriter;
import io.cairn.eventstore.block.EncodedBlock;
import io.cairn.eventstore.block.Incoming;
import io.cairn.eventstore.codec.Dictionary;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Encodes blocks on a bounded number of threads, in order; at most a few blocks more than threads
 * are ready and not taken. A single block is encoded by the caller. Thread-safe.
 */
public final class Encoders implements AutoCloseable {
  private final int level;
  private final int threads;
  private final ExecutorService executor;
  private final ConcurrentLinkedQueue<BlockWriter> idle = new ConcurrentLinkedQueue<>();
  private volatile Dictionary dictionary = Dictionary.NONE;

  /** Encoders at this zstd level. */
  public Encoders(int level, int threads) {
    this.level = level;
    this.threads = threads;
    this.executor =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("event-encoder-", 0).factory());
  }

  /** Blocks from now on are written with this dictionary. */
  public void use(Dictionary newest) {
    dictionary = newest;
  }

  /** The dictionary blocks are written with. */
  public Dictionary dictionary() {
    return dictionary;
  }

  /** The encoded blocks, in order, as they are asked for. */
  public Iterable<EncodedBlock> encode(List<List<Incoming>> blocks) {
    if (blocks.size() == 1) {
      return List.of(encodeOne(blocks.getFirst()));
    }
    return () -> new Ahead(blocks);
  }

  private EncodedBlock encodeOne(List<Incoming> events) {
    BlockWriter writer = take();
    try {
      return writer.write(events);
    } finally {
      give(writer);
    }
  }

  private BlockWriter take() {
    Dictionary wanted = dictionary;
    for (BlockWriter writer = idle.poll(); writer != null; writer = idle.poll()) {
      if (writer.dictionary() == wanted) {
        return writer;
      }
      writer.close();
    }
    return new BlockWriter(level, wanted);
  }

  private void give(BlockWriter writer) {
    if (idle.size() <= threads && !executor.isShutdown()) {
      idle.add(writer);
    } else {
      writer.close();
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
    for (BlockWriter writer = idle.poll(); writer != null; writer = idle.poll()) {
      writer.close();
    }
  }

  /** Keeps a few blocks ahead of the one that is asked for. */
  private final class Ahead implements Iterator<EncodedBlock> {
    private final Iterator<List<Incoming>> todo;
    private final List<Future<EncodedBlock>> running = new ArrayList<>();

    Ahead(List<List<Incoming>> blocks) {
      todo = blocks.iterator();
      fill();
    }

    private void fill() {
      while (todo.hasNext() && running.size() < threads * 2) {
        List<Incoming> events = todo.next();
        running.add(executor.submit(() -> encodeOne(events)));
      }
    }

    @Override
    public boolean hasNext() {
      return !running.isEmpty();
    }

    @Override
    public EncodedBlock next() {
      try {
        EncodedBlock block = running.removeFirst().get();
        fill();
        return block;
      } catch (ExecutionException e) {
        throw new IllegalStateException("a block could not be encoded", e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while encoding", e);
      }
    }
  }
}
