package io.cairn.eventstore.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.eventstore.Attribute;
import io.cairn.eventstore.block.BlockIndex;
import io.cairn.eventstore.codec.BigEndian;
import io.cairn.eventstore.codec.DamagedException;
import io.cairn.eventstore.codec.EventKey;
import io.cairn.eventstore.codec.Frame;
import io.cairn.eventstore.codec.StoreKey;
import io.cairn.eventstore.column.AttributeNumber;
import io.cairn.eventstore.column.Column;
import io.cairn.eventstore.column.ColumnBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class RunTest {
  private static final StoreKey KEY = new StoreKey(1, 2);

  private final RandomGenerator random =
      RandomGeneratorFactory.of("L64X128MixRandom").create(20_261_124);

  /** A block whose events' user is {@code user(ordinal)}. */
  private Member member(long id, int first, int count, int users) {
    long[] times = new long[count];
    byte[] keys = new byte[count * EventKey.BYTES];
    var builder = new ColumnBuilder(count);
    for (int i = 0; i < count; i++) {
      times[i] = (first + i) * 1_000_000L;
      BigEndian.putLong(keys, i * 16, first + i);
      BigEndian.putLong(keys, i * 16 + 8, random.nextLong());
      builder.add(i, user(first + i, users));
    }
    int[] starts = new int[Frame.count(count) + 1];
    Arrays.setAll(starts, i -> 1 + i * 40);
    Map<Attribute, Column> columns = new EnumMap<>(Attribute.class);
    for (Attribute attribute : AttributeNumber.COLUMNS) {
      columns.put(attribute, new ColumnBuilder(1).build(count));
    }
    columns.put(Attribute.USERNAME, builder.build(count));
    return new Member(id, new BlockIndex(times, starts, columns), keys);
  }

  private static String user(int ordinal, int users) {
    return "user-" + ordinal % users;
  }

  private static Posting find(BuiltRun run, Attribute attribute, byte[] value) {
    long hash = KEY.hash(AttributeNumber.of(attribute), value);
    TermPlace place = TermPlace.of(hash, run.buckets().size());
    return BucketRow.find(run.buckets().get(place.bucket()), place.tag());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 30, 64, 65, 200, 3_000})
  void shouldListFewAndMaskManyWhenTermsAreSpreadOverChunks(int users) {
    // Given: 6,000 events in chunks of 1,024, each user in every users-th event
    List<Member> members = new ArrayList<>();
    int at = 0;
    for (int id = 1; at < 6_000; id++) {
      int count = Math.min(6_000 - at, random.nextInt(1, 400));
      members.add(member(id, at, count, users));
      at += count;
    }

    // When
    BuiltRun run = new RunBuilder(KEY, 1_024).build(3, members);

    // Then
    assertThat(run.meta().chunks()).hasSizeGreaterThan(5);
    assertThat(RunMeta.read(run.metaBytes()).chunks()).hasSameSizeAs(run.meta().chunks());
    assertThat(run.count()).isEqualTo(6_000);
    for (int user : List.of(0, users / 2, users - 1)) {
      List<Integer> ordinals = new ArrayList<>();
      TreeSet<Integer> chunks = new TreeSet<>();
      int event = 0;
      for (int chunk = 0; chunk < run.meta().chunks().size(); chunk++) {
        for (int i = 0; i < run.meta().chunks().get(chunk).count(); i++, event++) {
          if (event % users == user) {
            ordinals.add((chunk << 16) + i);
            chunks.add(chunk);
          }
        }
      }
      Posting posting = find(run, Attribute.USERNAME, ("user-" + user).getBytes(UTF_8));
      switch (posting) {
        case Posting.Events events -> {
          assertThat(ordinals).hasSizeLessThanOrEqualTo(Posting.MAX_LISTED);
          assertThat(Arrays.stream(events.ordinals()).boxed()).containsExactlyElementsOf(ordinals);
        }
        case Posting.Chunks mask -> {
          assertThat(ordinals).hasSizeGreaterThan(Posting.MAX_LISTED);
          assertThat(chunks).allMatch(c -> (mask.mask() >>> c & 1) == 1);
          assertThat(Long.bitCount(mask.mask())).isEqualTo(chunks.size());
        }
        case Posting.None _ -> throw new AssertionError("user " + user + " is not found");
      }
    }
    assertThat(find(run, Attribute.USERNAME, "nobody".getBytes(UTF_8)))
        .isEqualTo(Posting.None.NONE);
    assertThat(find(run, Attribute.EVENT_NAME, "user-0".getBytes(UTF_8)))
        .isEqualTo(Posting.None.NONE);
  }

  @Test
  void shouldFindEveryKeyWhenTheyAreAllDifferent() {
    // Given
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      members.add(member(i + 1, i * 1_024, 1_024, 7));
    }

    // When
    BuiltRun run = new RunBuilder(KEY, 65_536).build(3, members);

    // Then
    int ordinal = 0;
    for (Member member : members) {
      for (int i = 0; i < 1_024; i++) {
        byte[] key = Arrays.copyOfRange(member.keys(), i * 16, i * 16 + 16);
        Posting posting = find(run, Attribute.EVENT_ID, key);
        assertThat(posting).isInstanceOf(Posting.Events.class);
        assertThat(((Posting.Events) posting).ordinals()).contains(ordinal++);
      }
    }
    double bytes = run.buckets().stream().mapToInt(b -> b.length).sum();
    assertThat(bytes / ordinal).as("bytes of buckets for each key").isLessThan(9);
  }

  @Test
  void shouldNeverFailOtherwiseThanAsDamageWhenBytesAreChanged() {
    // Given
    BuiltRun run = new RunBuilder(KEY, 1_024).build(3, List.of(member(1, 0, 900, 50)));
    List<byte[]> stored = new ArrayList<>(run.buckets());
    stored.add(run.metaBytes());
    run.columns().forEach(c -> stored.add(c.data()));
    int damaged = 0;

    for (int round = 0; round < 5_000; round++) {
      byte[] bytes = stored.get(random.nextInt(stored.size())).clone();
      for (int i = random.nextInt(3); i >= 0; i--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      if (random.nextInt(4) == 0) {
        bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      }

      // When, Then: nothing but DamagedException comes out
      damaged += isDamaged(bytes, b -> BucketRow.find(b, random.nextInt(1 << 24)));
      damaged += isDamaged(bytes, RunMeta::read);
      damaged += isDamaged(bytes, b -> ChunkColumns.read(b, 900));
      damaged += isDamaged(bytes, BlockIndex::read);
      damaged +=
          isDamaged(
              bytes, b -> ChunkColumns.readTimes(b, run.meta().chunks().getFirst()).ofBlock(0));
    }
    assertThat(damaged).isGreaterThan(5_000);
  }

  private interface Decoder {
    Object decode(byte[] bytes);
  }

  private static int isDamaged(byte[] bytes, Decoder decoder) {
    try {
      assertThat(decoder.decode(bytes)).isNotNull();
      return 0;
    } catch (DamagedException _) {
      return 1;
    }
  }
}
