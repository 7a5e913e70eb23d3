package io.cairn.e2e.outside;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;

/** Who reads a topic, as the broker tells it. */
final class Readers {
  private Readers() {}

  /** How many consumers of a group read a share of a topic's partitions. */
  static long of(String group, String topic, Map<String, Object> broker) {
    try (Admin admin = Admin.create(broker)) {
      ConsumerGroupDescription described =
          requireNonNull(admin.describeConsumerGroups(List.of(group)).all().get().get(group));
      return described.members().stream()
          .filter(
              member ->
                  member.assignment().topicPartitions().stream()
                      .anyMatch(partition -> partition.topic().equals(topic)))
          .count();
    } catch (Exception e) {
      throw new IllegalStateException("the broker does not tell who reads " + topic, e);
    }
  }
}
