package io.cairn.bench.sigma;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Values that occur in events, by field, for rules to be made of. */
final class Vocabulary {
  private static final List<String> FIELDS =
      List.of(
          "userIdentity.arn",
          "userIdentity.userName",
          "userIdentity.sessionContext.sessionIssuer.userName",
          "userAgent",
          "requestParameters.bucketName",
          "requestParameters.roleName",
          "requestParameters.keyId",
          "errorCode",
          "awsRegion",
          "eventName",
          "sourceIPAddress");
  private static final int SAMPLE = 3_000;

  private final Map<String, List<String>> values = new HashMap<>();
  private final List<String[]> calls;
  private final Random random;

  Vocabulary(EventCorpus events, Random random) throws IOException {
    this.random = random;
    Map<String, Set<String>> found = new HashMap<>();
    Set<List<String>> pairs = new LinkedHashSet<>();
    var json = new ObjectMapper();
    for (int i = 0; i < Math.min(SAMPLE, events.count()); i++) {
      JsonNode event = json.readTree(events.bytes(), events.offsets()[i], events.length(i));
      pairs.add(List.of(event.path("eventSource").asText(), event.path("eventName").asText()));
      for (String field : FIELDS) {
        JsonNode value = event.at("/" + field.replace('.', '/'));
        if (value.isTextual() && isPlain(value.textValue())) {
          found.computeIfAbsent(field, _ -> new LinkedHashSet<>()).add(value.textValue());
        }
      }
    }
    found.forEach((field, texts) -> values.put(field, List.copyOf(texts)));
    calls = pairs.stream().map(pair -> pair.toArray(String[]::new)).toList();
  }

  /** Text that means itself in both rule languages. */
  private static boolean isPlain(String text) {
    return text.length() >= 6
        && text.chars().allMatch(c -> c > ' ' - 1 && c < 0x7F && "\\*?'\"".indexOf(c) < 0);
  }

  boolean has(String field) {
    return values.containsKey(field);
  }

  String value(String field) {
    List<String> known = values.get(field);
    if (known == null) {
      throw new IllegalArgumentException("no value of " + field + " was seen");
    }
    return known.get(random.nextInt(known.size()));
  }

  /** Source and name, one in three as events have them, the others made up. */
  String[] call() {
    if (random.nextInt(3) == 0) {
      return calls.get(random.nextInt(calls.size()));
    }
    return new String[] {
      pick(CallMix.SERVICES) + ".amazonaws.com",
      pick(CallMix.VERBS) + pick(CallMix.NOUNS) + pick(CallMix.NOUNS)
    };
  }

  String pick(String... from) {
    return from[random.nextInt(from.length)];
  }
}
