package io.cairn.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cairn.guard.GuardDocument;
import io.cairn.guard.GuardDocumentException;
import io.cairn.guard.GuardValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every rule against every recorded item that lies beside the project. */
@NullMarked
class SharedItemsTest {

  private static final Path DATA = Path.of(System.getProperty("cairn.shared.data"), "config");

  @Test
  void shouldEvaluateWithoutErrorWhenItemWasRecordedByAws() throws IOException {
    // Given
    assumeTrue(Files.isDirectory(DATA), "no recorded items beside the project");
    var items = items();
    var rules = RuleCatalog.load().rules();
    var verdicts = new EnumMap<Verdict, Integer>(Verdict.class);
    var judged = new TreeSet<String>();

    // When
    for (var item : items) {
      for (var rule : rules) {
        var verdict = rule.evaluate(item, Map.of(), Set.of());
        verdicts.merge(verdict.verdict(), 1, Integer::sum);
        if (verdict.verdict() != Verdict.NOT_APPLICABLE) {
          judged.add(rule.identifier());
        }
      }
    }

    // Then: real items were met, and they are neither all good nor all bad
    assertThat(items).hasSizeGreaterThan(100);
    assertThat(verdicts).containsKeys(Verdict.COMPLIANT, Verdict.NON_COMPLIANT);
    assertThat(judged).hasSizeGreaterThan(10);
  }

  private static List<GuardDocument> items() throws IOException {
    var items = new ArrayList<GuardDocument>();
    try (var files = Files.list(DATA.resolve("example_ci"))) {
      for (var file : files.sorted().toList()) {
        add(items, Files.readString(file));
      }
    }
    for (var line : Files.readAllLines(DATA.resolve("configitem.jsonl"))) {
      add(items, line);
    }
    return items;
  }

  /** A list of items, a wrapper, a configuration that is text: all are brought to one form. */
  private static void add(List<GuardDocument> items, String json) {
    @Nullable Object loaded;
    try {
      loaded = plain(GuardDocument.parse(json).root());
    } catch (GuardDocumentException notJson) {
      // Two of the recorded examples are known not to be JSON.
      return;
    }
    if (loaded instanceof List<?> list) {
      list.forEach(item -> items.add(item(item)));
    } else {
      items.add(item(loaded));
    }
  }

  private static GuardDocument item(@Nullable Object loaded) {
    var map = Fixtures.map(loaded);
    var inner = map.containsKey("item") ? Fixtures.map(map.get("item")) : map;
    if (inner.get("configuration") instanceof String text) {
      inner.put("configuration", parsed(text));
    }
    if (!inner.containsKey("awsAccountId")) {
      inner.put("awsAccountId", inner.get("accountId"));
    }
    if (inner.get("supplementaryConfiguration") instanceof Map<?, ?>) {
      var parts = Fixtures.map(inner.get("supplementaryConfiguration"));
      parts.replaceAll(
          (name, part) ->
              part instanceof String text && text.startsWith("{") ? parsed(text) : part);
    }
    return GuardDocument.parse(Fixtures.json(inner));
  }

  private static @Nullable Object parsed(String json) {
    return plain(GuardDocument.parse(json).root());
  }

  private static @Nullable Object plain(GuardValue value) {
    return switch (value.kind()) {
      case NULL -> null;
      case LIST -> {
        List<@Nullable Object> list = new ArrayList<>();
        value.elements().forEach(element -> list.add(plain(element)));
        yield list;
      }
      case MAP -> {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        value.entries().forEach((key, child) -> map.put(key, plain(child)));
        yield map;
      }
      case BOOL, INT, FLOAT -> new Literal(value.toString());
      default -> value.asText().orElseThrow();
    };
  }

  /** A number or boolean as it was written. */
  private record Literal(String text) {
    @Override
    public String toString() {
      return text;
    }
  }
}
