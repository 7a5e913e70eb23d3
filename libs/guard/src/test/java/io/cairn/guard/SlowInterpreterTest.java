package io.cairn.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random documents and random clauses: the engine and the slow interpreter say the same. The seed
 * is fixed; {@code -Dcairn.seed=N} tries another, {@code -Dcairn.guard.pairs=N} more.
 */
@NullMarked
class SlowInterpreterTest {

  private static final long SEED = Long.getLong("cairn.seed", 42L);
  private static final int PAIRS = Integer.getInteger("cairn.guard.pairs", 30_000);
  private static final String[] KEYS = {"a", "b", "c"};
  private static final String[] WORDS = {
    "exists",
    "empty",
    "is_string",
    "is_list",
    "is_struct",
    "is_bool",
    "is_int",
    "is_float",
    "is_null"
  };
  private static final String[] OPERATORS = {"==", "!=", "in", "!in", "<", "<=", ">", ">="};

  private final Random random = new Random(SEED);

  private <T> T pick(T[] of) {
    return of[random.nextInt(of.length)];
  }

  private @Nullable Object scalar() {
    return switch (random.nextInt(7)) {
      case 0 -> null;
      case 1 -> random.nextBoolean();
      case 2 -> 1.5 + random.nextInt(2);
      case 3, 4 -> (long) random.nextInt(3);
      default -> pick(new String[] {"", "x", "y", "xy"});
    };
  }

  private @Nullable Object value(int depth) {
    int kind = depth == 0 ? 0 : random.nextInt(4);
    if (kind < 2) {
      return scalar();
    }
    int size = random.nextInt(4);
    if (kind == 2) {
      List<@Nullable Object> list = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        list.add(value(depth - 1));
      }
      return list;
    }
    return map(size, depth);
  }

  private Map<String, @Nullable Object> map(int size, int depth) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      map.put(pick(KEYS), value(depth - 1));
    }
    return map;
  }

  private SlowInterpreter.Query query(int depth) {
    List<SlowInterpreter.Part> parts = new ArrayList<>();
    parts.add(new SlowInterpreter.Key(pick(KEYS)));
    for (int i = random.nextInt(4); i > 0; i--) {
      parts.add(
          switch (random.nextInt(depth > 0 ? 6 : 5)) {
            case 0, 1 -> new SlowInterpreter.Key(pick(KEYS));
            case 2 -> new SlowInterpreter.Index(random.nextInt(3));
            case 3 -> new SlowInterpreter.Star();
            case 4 -> new SlowInterpreter.Brackets();
            default -> new SlowInterpreter.Filter(groups(depth - 1));
          });
    }
    return new SlowInterpreter.Query(random.nextInt(4) == 0, parts);
  }

  private List<List<SlowInterpreter.Clause>> groups(int depth) {
    List<List<SlowInterpreter.Clause>> groups = new ArrayList<>();
    for (int i = 1 + random.nextInt(2); i > 0; i--) {
      List<SlowInterpreter.Clause> group = new ArrayList<>();
      for (int k = 1 + random.nextInt(2); k > 0; k--) {
        group.add(clause(depth));
      }
      groups.add(group);
    }
    return groups;
  }

  private SlowInterpreter.Clause clause(int depth) {
    int kind = random.nextInt(depth > 0 ? 8 : 6);
    if (kind < 2) {
      return new SlowInterpreter.Unary(
          random.nextInt(5) == 0, query(depth), random.nextInt(3) == 0, pick(WORDS));
    }
    if (kind < 6) {
      return new SlowInterpreter.Compare(
          random.nextInt(6) == 0, query(depth), pick(OPERATORS), right(depth));
    }
    return kind == 6
        ? new SlowInterpreter.Block(query(depth), random.nextInt(3) == 0, groups(depth - 1))
        : new SlowInterpreter.When(conditions(), groups(depth - 1));
  }

  private List<List<SlowInterpreter.Clause>> conditions() {
    return List.of(List.of(new SlowInterpreter.Unary(false, query(0), false, pick(WORDS))));
  }

  private SlowInterpreter.Right right(int depth) {
    if (random.nextInt(3) == 0) {
      var query = query(depth);
      return new SlowInterpreter.Right(query, null, written(query));
    }
    var literal = value(2);
    return new SlowInterpreter.Right(null, literal, json(literal));
  }

  private static String written(SlowInterpreter.Query query) {
    var out = new StringBuilder(query.some() ? "some " : "");
    for (var part : query.parts()) {
      switch (part) {
        case SlowInterpreter.Key key ->
            out.append(out.isEmpty() || out.toString().equals("some ") ? "" : ".")
                .append(key.name());
        case SlowInterpreter.Index index -> out.append('[').append(index.at()).append(']');
        case SlowInterpreter.Star _ -> out.append(".*");
        case SlowInterpreter.Brackets _ -> out.append("[*]");
        case SlowInterpreter.Filter filter ->
            out.append("[ ").append(written(filter.groups())).append(" ]");
      }
    }
    return out.toString();
  }

  private static String written(List<List<SlowInterpreter.Clause>> groups) {
    var lines = new ArrayList<String>();
    for (var group : groups) {
      lines.add(String.join(" or ", group.stream().map(SlowInterpreterTest::written).toList()));
    }
    return String.join("\n", lines);
  }

  private static String written(SlowInterpreter.Clause clause) {
    return switch (clause) {
      case SlowInterpreter.Unary u ->
          (u.not() ? "not " : "") + written(u.query()) + (u.bang() ? " !" : " ") + u.word();
      case SlowInterpreter.Compare c ->
          (c.not() ? "not " : "")
              + written(c.query())
              + " "
              + c.operator()
              + " "
              + c.right().text();
      case SlowInterpreter.Block b ->
          written(b.query()) + (b.mustFind() ? " !empty" : "") + " { " + written(b.body()) + " }";
      case SlowInterpreter.When w ->
          "when " + written(w.conditions()) + " { " + written(w.body()) + " }";
    };
  }

  private static String json(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case String text -> '"' + text + '"';
      case List<?> list ->
          "[" + String.join(", ", list.stream().map(SlowInterpreterTest::json).toList()) + "]";
      case Map<?, ?> map ->
          "{"
              + String.join(
                  ", ",
                  map.entrySet().stream()
                      .map(e -> '"' + String.valueOf(e.getKey()) + "\": " + json(e.getValue()))
                      .toList())
              + "}";
      default -> value.toString();
    };
  }

  @Test
  void shouldAgreeWithSlowInterpreterWhenClausesAreRandom() {
    var seen = new EnumMap<GuardStatus, Integer>(GuardStatus.class);
    int aborted = 0;
    for (int i = 0; i < PAIRS; i++) {
      // Given
      var document = map(3, 3);
      var groups = groups(2);

      // When / Then
      var actual = agree(document, groups, i);
      aborted += actual == null ? 1 : 0;
      if (actual != null) {
        seen.merge(actual, 1, Integer::sum);
      }
    }
    assertThat(seen).containsKeys(GuardStatus.values());
    assertThat(seen.values()).allMatch(count -> count > PAIRS / 50);
    assertThat(aborted).isPositive();
  }

  @Test
  void shouldAgreeWithSlowInterpreterWhenListsAreCompared() {
    for (int i = 0; i < PAIRS / 2; i++) {
      // Given: short lists of few values, so that sets meet, also with repeated members
      Map<String, @Nullable Object> document = new LinkedHashMap<>();
      for (var key : KEYS) {
        document.put(key, list(random.nextInt(8) == 0 ? 2 : 1));
      }
      var right = spread();
      var literal = list(1);
      var compare =
          new SlowInterpreter.Compare(
              false,
              spread(),
              pick(OPERATORS),
              random.nextInt(3) == 0
                  ? new SlowInterpreter.Right(null, literal, json(literal))
                  : new SlowInterpreter.Right(right, null, written(right)));

      // When / Then
      agree(document, List.of(List.of(compare)), i);
    }
  }

  private List<@Nullable Object> list(int depth) {
    List<@Nullable Object> list = new ArrayList<>();
    for (int k = random.nextInt(4); k > 0; k--) {
      list.add(
          depth > 1 ? list(1) : random.nextInt(9) == 0 ? "x" : (Object) (long) random.nextInt(2));
    }
    return list;
  }

  private SlowInterpreter.Query spread() {
    List<SlowInterpreter.Part> parts = new ArrayList<>();
    parts.add(new SlowInterpreter.Key(pick(KEYS)));
    if (random.nextInt(4) != 0) {
      parts.add(random.nextBoolean() ? new SlowInterpreter.Brackets() : new SlowInterpreter.Star());
    }
    return new SlowInterpreter.Query(random.nextInt(4) == 0, parts);
  }

  /** Asserts that both say the same; null if both abort. */
  private static @Nullable GuardStatus agree(
      Map<String, @Nullable Object> document, List<List<SlowInterpreter.Clause>> groups, int i) {
    var text = "rule r {\n" + written(groups) + "\n}";
    GuardStatus expected;
    try {
      expected = SlowInterpreter.all(groups, new SlowInterpreter.Ctx(document, null, false));
    } catch (SlowInterpreter.Abort abort) {
      expected = null;
    }
    GuardStatus actual;
    try {
      actual =
          GuardRules.parse("random", text, GuardOptions.EXACT)
              .evaluate(GuardDocument.parse(json(document)))
              .status();
    } catch (GuardEvaluationException error) {
      actual = null;
    }
    assertThat(actual)
        .as("seed %d, pair %d%n%s%n%s", SEED, i, json(document), text)
        .isEqualTo(expected);
    if (i % 4 == 0) {
      assertThat(judged(text, json(document)))
          .as("from bytes: seed %d, pair %d%n%s%n%s", SEED, i, json(document), text)
          .isEqualTo(expected);
    }
    return actual;
  }

  /** The same by a set that reads only what the rule looks into; null if it errs. */
  private static @Nullable GuardStatus judged(String text, String json) {
    var rules = GuardRules.parse("random", text, GuardOptions.EXACT);
    var bytes = json.getBytes(StandardCharsets.UTF_8);
    var said = new @Nullable GuardStatus[1];
    GuardRuleSet.builder()
        .add("random", rules)
        .build()
        .judge(Limits.STANDARD)
        .judge(
            bytes,
            0,
            bytes.length,
            new GuardJudge.Verdicts() {
              @Override
              public void status(int file, GuardStatus status) {
                said[file] = status;
              }

              @Override
              public void undecided(int file) {
                throw new AssertionError("nothing is unknown here");
              }

              @Override
              public void error(int file, GuardEvaluationException error) {
                said[file] = null;
              }
            });
    return said[0];
  }
}
