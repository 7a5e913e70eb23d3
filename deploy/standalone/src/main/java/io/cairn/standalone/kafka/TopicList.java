package io.cairn.standalone.kafka;

import io.cairn.contracts.Topic;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The topics as {@code deploy/kafka/topics.yaml} lists them, dead-letter topics included. The file
 * is on the class path of the launcher, so that operators and the launcher read one list.
 *
 * @param topics in the file's order, each followed by its dead-letter topics
 */
record TopicList(List<Entry> topics) {

  /**
   * One topic.
   *
   * @param retentionMillis how long the broker keeps a record
   * @param maxMessageBytes largest batch the broker accepts, or 0 for the broker's default
   */
  record Entry(String name, int partitions, long retentionMillis, int maxMessageBytes) {}

  static TopicList read() {
    try (InputStream yaml = TopicList.class.getResourceAsStream("/topics.yaml")) {
      return parse(Objects.requireNonNull(yaml, "topics.yaml is not on the class path"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static TopicList parse(InputStream yaml) {
    var file = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromInputStream(yaml);
    long deadLetters = ((Number) value(file, "deadLetterRetentionMs")).longValue();
    List<Entry> all = new ArrayList<>();
    for (Object each : (List<?>) value(file, "topics")) {
      var topic = (Map<?, ?>) each;
      String name = (String) value(topic, "name");
      int bytes = ((Number) value(topic, "maxMessageBytes")).intValue();
      all.add(
          new Entry(
              name,
              ((Number) value(topic, "partitions")).intValue(),
              ((Number) value(topic, "retentionMs")).longValue(),
              bytes));
      for (Object reader : (List<?>) value(topic, "readers")) {
        String dead = Topic.ofName(name).deadLetterTopic((String) reader);
        all.add(new Entry(dead, 1, deadLetters, bytes));
      }
    }
    return new TopicList(List.copyOf(all));
  }

  private static Object value(Map<?, ?> map, String key) {
    Object value = map.get(key);
    if (value == null) {
      throw new IllegalArgumentException("topics.yaml: " + key + " is missing in " + map);
    }
    return value;
  }
}
