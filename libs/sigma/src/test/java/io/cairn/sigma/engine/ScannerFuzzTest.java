package io.cairn.sigma.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.sigma.MalformedEventException;
import io.cairn.sigma.expression.FieldPath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The quick scanner against the thorough one: what it takes, both read alike. */
@NullMarked
class ScannerFuzzTest {
  private static final int ROUNDS = 15_000;
  private static final List<String> EVENTS =
      List.of(
          "{\"a\":{\"b\":\"x\",\"c\":[1,2.5e3,{\"b\":null}]},\"d\":true,\"long key of more than"
              + " thirty-two bytes\":\"v\",\"e\":\"é\\u00e9\"}",
          "{\"d\":\"arn:aws:iam::111122223333:user/ana\",\"a\":{},\"z\":[[],[{}]],\"e\":-0.1E+2,\"f\":{\"a\":{\"b\":1}}}",
          "{\"a\":[{\"b\":\"1\"},{\"b\":\"2\",\"c\":false}],\"a.b\":\"dotted\"}",
          "{\"e\":\"\",\"d\":\"\\\\\\\"\\n\",\"a\":{\"c\":{\"x\":\"y\"}}}");
  private static final String TOKENS = "{}[]:,\"\\ \n0-1.eEtfnu\u0001é";

  private final List<FieldPath> paths =
      Stream.of(
              "a",
              "a.b",
              "a.c",
              "a.c.b",
              "d",
              "e",
              "f.a.b",
              "long key of more than thirty-two bytes")
          .map(FieldPath::new)
          .toList();
  private final Fields fields = new Fields(paths, PathNode.root(paths), paths.size());
  private final Leaves quickLeaves = new Leaves(fields.slots());
  private final Leaves slowLeaves = new Leaves(fields.slots());
  private final CompactScanner quick = new CompactScanner(fields, quickLeaves);
  private final EventScanner slow = new EventScanner(fields, slowLeaves);

  @ParameterizedTest
  @ValueSource(longs = {1, 20_261_124})
  void shouldReadAsTheThoroughOneDoesWhenEventsAreDamaged(long seed) {
    var random = new Random(seed);
    int taken = 0;
    for (int i = 0; i < ROUNDS; i++) {
      byte[] event = damaged(random);
      boolean quickTook = quickly(event);
      List<String> thorough = thoroughly(event);
      if (quickTook) {
        taken++;
        assertThat(told(quickLeaves))
            .as(() -> "seed " + seed + ": " + new String(event, StandardCharsets.UTF_8))
            .isEqualTo(thorough);
      }
    }
    assertThat(taken)
        .as("events that the quick one took")
        .isBetween(ROUNDS / 20, ROUNDS - ROUNDS / 20);
  }

  @Test
  void shouldForgetAndGoOnWhenKeysNeverRepeat() {
    for (int i = 0; i < 12_000; i++) {
      byte[] event =
          "{\"k%d\":{\"b%d\":1},\"a\":{\"b\":\"%d\"}}"
              .formatted(i, i, i)
              .getBytes(StandardCharsets.UTF_8);
      assertThat(quick.scan(event, 0, event.length)).isTrue();
      assertThat(told(quickLeaves)).isEqualTo(thoroughly(event));
    }
  }

  private static byte[] damaged(Random random) {
    var text = new StringBuilder(EVENTS.get(random.nextInt(EVENTS.size())));
    for (int j = random.nextInt(4); j > 0; j--) {
      int at = random.nextInt(text.length());
      char token = TOKENS.charAt(random.nextInt(TOKENS.length()));
      switch (random.nextInt(4)) {
        case 0 -> text.deleteCharAt(at);
        case 1 -> text.insert(at, token);
        case 2 -> text.setCharAt(at, token);
        default -> text.insert(at, text.substring(at, Math.min(text.length(), at + 12)));
      }
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    if (random.nextInt(10) == 0) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  /** False also where it refuses: the thorough one is asked then, as in the engine. */
  private boolean quickly(byte[] event) {
    try {
      return quick.scan(event, 0, event.length);
    } catch (MalformedEventException e) {
      assertThat(thoroughly(event)).as("both refuse").containsExactly("refused");
      return false;
    }
  }

  private List<String> thoroughly(byte[] event) {
    try {
      slow.scan(event, 0, event.length);
      return told(slowLeaves);
    } catch (MalformedEventException e) {
      assertThat(e.offset()).isBetween(0, event.length);
      return List.of("refused");
    }
  }

  private List<String> told(Leaves leaves) {
    var told = new ArrayList<String>();
    for (int slot = 0; slot < paths.size(); slot++) {
      var values =
          new StringBuilder(paths.get(slot).name()).append(leaves.isReached(slot) ? '+' : '-');
      for (int leaf = leaves.first(slot); leaf != Leaves.NONE; leaf = leaves.next(leaf)) {
        values.append('|').append(leaves.type(leaf)).append(leaves.text(leaf));
      }
      told.add(values.toString());
    }
    return told;
  }
}
