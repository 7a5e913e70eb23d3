package io.cairn.eventstore.block;

import io.cairn.eventstore.Attribute;
import io.cairn.eventstore.EventResource;
import io.cairn.eventstore.NewEvent;
import io.cairn.eventstore.ScannedEvent;
import io.cairn.eventstore.codec.ByteWriter;
import io.cairn.eventstore.codec.Compressor;
import io.cairn.eventstore.codec.Dictionary;
import io.cairn.eventstore.codec.EventKey;
import io.cairn.eventstore.codec.Frame;
import io.cairn.eventstore.codec.FrameWriter;
import io.cairn.eventstore.column.AttributeNumber;
import io.cairn.eventstore.column.Column;
import io.cairn.eventstore.column.ColumnBuilder;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Encodes blocks; holds native memory until closed, is reused, and is not thread-safe. */
public final class BlockWriter implements AutoCloseable {
  private static final int INDEX_LEVEL = 1;

  private final Compressor compressor;
  private final Compressor indexCompressor = new Compressor(INDEX_LEVEL, Dictionary.NONE);
  private final FrameWriter frames;
  private final ByteWriter payload = new ByteWriter(1 << 18);

  /** A writer of frames at this zstd level, 1 to 19, with this dictionary. */
  public BlockWriter(int level, Dictionary dictionary) {
    compressor = new Compressor(level, dictionary);
    frames = new FrameWriter(compressor);
  }

  /** The dictionary it writes with. */
  public Dictionary dictionary() {
    return compressor.dictionary();
  }

  /** Encodes one part of {@link BlockCutter#cut}. */
  public EncodedBlock write(List<Incoming> events) {
    int[] frameStarts = writeFrames(events);
    BlockIndex index = index(events, frameStarts);
    long[] times = index.times();
    return new EncodedBlock(
        events.getFirst().day(),
        times.length,
        times[0],
        times[times.length - 1],
        compressor.dictionary().id(),
        keys(events),
        payload.toByteArray(),
        index.toBytes(indexCompressor));
  }

  /** The keys of events, 16 bytes each. */
  public static byte[] keys(List<Incoming> events) {
    byte[] keys = new byte[events.size() * EventKey.BYTES];
    for (int i = 0; i < events.size(); i++) {
      events.get(i).key().putTo(keys, i * EventKey.BYTES);
    }
    return keys;
  }

  /** The index of a block of these events, whose frames begin where told. */
  public static BlockIndex index(List<Incoming> events, int[] frameStarts) {
    long[] times = events.stream().mapToLong(Incoming::time).toArray();
    return new BlockIndex(times, frameStarts, columns(events));
  }

  private int[] writeFrames(List<Incoming> events) {
    payload.clear();
    payload.put(EncodedBlock.PAYLOAD_VERSION);
    int[] starts = new int[Frame.count(events.size()) + 1];
    starts[0] = payload.size();
    for (int i = 1; i < starts.length; i++) {
      frames.write(items(events, (i - 1) * Frame.EVENTS), payload);
      starts[i] = payload.size();
    }
    return starts;
  }

  /** The plain texts of the frames these events make: what a dictionary is trained on. */
  public List<byte[]> plainTexts(List<Incoming> events) {
    List<byte[]> texts = new ArrayList<>();
    for (int from = 0; from < events.size(); from += Frame.EVENTS) {
      texts.add(frames.plainText(items(events, from)));
    }
    return texts;
  }

  private static List<Frame.Item> items(List<Incoming> events, int from) {
    List<Frame.Item> items = new ArrayList<>(Frame.EVENTS);
    for (int i = from; i < Math.min(from + Frame.EVENTS, events.size()); i++) {
      Incoming event = events.get(i);
      String account = event.event().accountId();
      boolean named = account.equals(event.event().event().recordAccountId());
      items.add(new Frame.Item(event.event().bytes(), event.key(), named ? null : account));
    }
    return items;
  }

  private static Map<Attribute, Column> columns(List<Incoming> events) {
    Map<Attribute, ColumnBuilder> builders = new EnumMap<>(Attribute.class);
    for (Attribute attribute : AttributeNumber.COLUMNS) {
      builders.put(attribute, new ColumnBuilder(events.size()));
    }
    for (int i = 0; i < events.size(); i++) {
      add(builders, i, events.get(i).event());
    }
    Map<Attribute, Column> columns = new EnumMap<>(Attribute.class);
    builders.forEach((attribute, builder) -> columns.put(attribute, builder.build(events.size())));
    return columns;
  }

  private static void add(Map<Attribute, ColumnBuilder> builders, int number, NewEvent event) {
    ScannedEvent scanned = event.event();
    builders.forEach(
        (attribute, builder) -> {
          if (attribute.isList()) {
            addAll(builder, number, scanned.resources(), attribute == Attribute.RESOURCE_NAME);
            return;
          }
          String value = attribute.valueIn(scanned, event.accountId());
          if (value != null) {
            builder.add(number, value);
          }
        });
  }

  private static void addAll(
      ColumnBuilder builder, int event, List<EventResource> resources, boolean names) {
    for (EventResource resource : resources) {
      @Nullable String value = names ? resource.resourceName() : resource.resourceType();
      if (value != null) {
        builder.add(event, value);
      }
    }
  }

  @Override
  public void close() {
    compressor.close();
    indexCompressor.close();
  }
}
