package io.cairn.eventstore.upkeep;

import io.cairn.eventstore.StoreSettings;
import io.cairn.eventstore.block.BlockWriter;
import io.cairn.eventstore.block.Incoming;
import io.cairn.eventstore.codec.DamagedException;
import io.cairn.eventstore.codec.Dictionary;
import io.cairn.eventstore.ingest.Encoders;
import io.cairn.eventstore.query.Caches;
import io.cairn.eventstore.query.Catalogue;
import io.cairn.eventstore.query.Dictionaries;
import io.cairn.eventstore.query.OpenBlock;
import io.cairn.eventstore.query.WholeBlocks;
import io.cairn.eventstore.sql.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Trains the store's dictionary on its own events, once there are enough, and takes up one that
 * another process trained.
 */
final class Training {
  /** Bytes of samples for each byte of dictionary. */
  private static final int SAMPLES = 100;

  private static final int MAX_SAMPLE_BYTES = 48 << 20;

  private final Transactions transactions;
  private final Encoders encoders;
  private final Caches caches;
  private final StoreSettings settings;

  Training(Transactions transactions, Encoders encoders, Caches caches, StoreSettings settings) {
    this.transactions = transactions;
    this.encoders = encoders;
    this.caches = caches;
    this.settings = settings;
  }

  Step step() {
    if (settings.dictionaryBytes() == 0 || encoders.dictionary().id() != 0) {
      return Step.NOTHING;
    }
    int newest = transactions.read("reading dictionaries", Dictionaries::newest);
    if (newest != 0) {
      use(newest);
      return Step.NOTHING;
    }
    List<byte[]> samples = transactions.read("sampling events", this::samples);
    long bytes = samples.stream().mapToLong(s -> s.length).sum();
    if (bytes < wanted()) {
      return Step.NOTHING;
    }
    byte[] dictionary = Dictionary.train(samples, settings.dictionaryBytes());
    if (dictionary == null) {
      return Step.NOTHING;
    }
    int id =
        transactions.write(
            "storing a dictionary",
            connection -> {
              int before = Dictionaries.newest(connection);
              return before != 0 ? before : Dictionaries.insert(connection, dictionary);
            });
    use(id);
    return new Step(Step.Kind.TRAINED, 0, 0, samples.size());
  }

  private void use(int id) {
    encoders.use(
        transactions.read(
            "reading a dictionary", connection -> Dictionaries.load(connection, caches, id)));
  }

  private long wanted() {
    return Math.min(MAX_SAMPLE_BYTES, (long) settings.dictionaryBytes() * SAMPLES);
  }

  /** Frames' texts of open blocks, from the whole span of them; none when they are too few. */
  private List<byte[]> samples(Connection connection) throws SQLException {
    List<OpenBlock> open = Catalogue.read(connection).open();
    long events = open.stream().mapToLong(OpenBlock::count).sum();
    List<byte[]> samples = new ArrayList<>();
    // An event has a few hundred bytes at least; without as many the samples cannot suffice.
    if (events * 1_024 < wanted()) {
      return samples;
    }
    var blocks = new WholeBlocks(connection, caches);
    long bytes = 0;
    int step = (int) Math.max(1, open.size() * 1_000L / (wanted() / 1_024));
    try (var writer = new BlockWriter(1, Dictionary.NONE)) {
      for (int i = 0; i < open.size() && bytes < wanted(); i += step) {
        for (byte[] text : writer.plainTexts(read(blocks, open.get(i)))) {
          samples.add(text);
          bytes += text.length;
        }
      }
    }
    return samples;
  }

  private static List<Incoming> read(WholeBlocks blocks, OpenBlock block) throws SQLException {
    try {
      return blocks.read(block.day(), block.id());
    } catch (DamagedException _) {
      return List.of();
    }
  }
}
