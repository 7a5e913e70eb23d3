package io.cairn.eventstore.upkeep;

import io.cairn.eventstore.StoreSettings;
import io.cairn.eventstore.block.BlockWriter;
import io.cairn.eventstore.block.Incoming;
import io.cairn.eventstore.codec.DamagedException;
import io.cairn.eventstore.codec.Dictionary;
import io.cairn.eventstore.codec.DictionaryMaker;
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
 * Trains the store's dictionary on its own events: a small one as soon as there are some, one four
 * times larger when there are enough for it, up to the size set. Takes up what another process
 * trained.
 */
final class Training {
  /** Bytes of samples for each byte of dictionary. */
  private static final int SAMPLES = 64;

  private static final int SMALLEST = 16 << 10;
  private static final int GROWTH = 4;

  private final Transactions transactions;
  private final Encoders encoders;
  private final Caches caches;
  private final StoreSettings settings;

  /** The largest size for which samples were taken in vain. */
  private int inVain;

  Training(Transactions transactions, Encoders encoders, Caches caches, StoreSettings settings) {
    this.transactions = transactions;
    this.encoders = encoders;
    this.caches = caches;
    this.settings = settings;
  }

  /** The size to train, and the samples. */
  private record Lesson(int size, List<byte[]> samples) {}

  Step step() {
    if (settings.dictionaryBytes() == 0) {
      return Step.NOTHING;
    }
    Dictionaries.Newest newest = transactions.read("reading dictionaries", Dictionaries::newest);
    if (newest.id() != encoders.dictionary().id()) {
      use(newest.id());
    }
    if (newest.asked() >= settings.dictionaryBytes()) {
      return Step.NOTHING;
    }
    Lesson lesson = transactions.read("sampling events", c -> lesson(c, newest.asked()));
    if (lesson.samples().isEmpty()) {
      return Step.NOTHING;
    }
    byte[] made = new DictionaryMaker(lesson.size(), settings.level()).make(lesson.samples());
    if (made == null) {
      inVain = lesson.size();
      return Step.NOTHING;
    }
    int id =
        transactions.write(
            "storing a dictionary",
            connection -> {
              int now = Dictionaries.newest(connection).id();
              return now != newest.id()
                  ? now
                  : Dictionaries.insert(connection, made, lesson.size());
            });
    use(id);
    return new Step(Step.Kind.TRAINED, 0, 0, lesson.samples().size());
  }

  private void use(int id) {
    encoders.use(
        transactions.read(
            "reading a dictionary", connection -> Dictionaries.load(connection, caches, id)));
  }

  /** Frames' texts of open blocks, from the whole span of them; none when they are too few. */
  private Lesson lesson(Connection connection, int asked) throws SQLException {
    List<OpenBlock> open = Catalogue.read(connection).open();
    long events = open.stream().mapToLong(OpenBlock::count).sum();
    // An event has a kilobyte or so; where it has less, the samples turn out fewer.
    int size = (int) Math.min(settings.dictionaryBytes(), events * 1_024 / SAMPLES);
    int least = Math.min(settings.dictionaryBytes(), Math.max(SMALLEST, asked * GROWTH));
    List<byte[]> samples = new ArrayList<>();
    if (size < least || size < Math.min(settings.dictionaryBytes() + 1L, inVain * 2L)) {
      return new Lesson(size, samples);
    }
    var blocks = new WholeBlocks(connection, caches);
    long wanted = (long) size * SAMPLES;
    long bytes = 0;
    int step = (int) Math.max(1, events * 1_024 / wanted);
    try (var writer = new BlockWriter(1, Dictionary.NONE)) {
      for (int i = 0; i < open.size() && bytes < wanted; i += step) {
        for (byte[] text : writer.plainTexts(read(blocks, open.get(i)))) {
          samples.add(text);
          bytes += text.length;
        }
      }
    }
    return new Lesson(size, samples);
  }

  private static List<Incoming> read(WholeBlocks blocks, OpenBlock block) throws SQLException {
    try {
      return blocks.read(block.day(), block.id());
    } catch (DamagedException _) {
      return List.of();
    }
  }
}
