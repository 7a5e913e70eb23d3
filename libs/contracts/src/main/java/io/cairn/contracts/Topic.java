package io.cairn.contracts;

/**
 * The Kafka topics of the suite. {@code deploy/kafka/topics.yaml} is the operator's copy of this
 * list; a test compares the two.
 */
public enum Topic {
  /** Original CloudTrail records as accepted, see {@link EventBatch}; key: account id. */
  TRAIL_EVENT_RECEIVED("trail.event.received.v1"),
  /** Stored CloudTrail records, each once, see {@link EventBatch}; key: account id. */
  TRAIL_EVENT_RECORDED("trail.event.recorded.v1"),
  /** One configuration item in AWS Config's message form; key: {@link ResourceKey#toString()}. */
  CONFIG_ITEM_RECORDED("config.item.recorded.v1"),
  /** A {@link ComplianceChanged}; key: {@link ResourceKey#toString()}. */
  CONFIG_COMPLIANCE_CHANGED("config.compliance.changed.v1"),
  /** A {@link FindingUpdated}; key: finding id. */
  FINDING_UPDATED("findings.finding.updated.v1");

  private final String name;

  Topic(String name) {
    this.name = name;
  }

  /** The topic's name on the broker. */
  public String topicName() {
    return name;
  }

  /**
   * The topic whose broker name this is. Throws {@link IllegalArgumentException} for any other
   * name.
   */
  public static Topic ofName(String name) {
    for (Topic topic : values()) {
      if (topic.name.equals(name)) {
        return topic;
      }
    }
    throw new IllegalArgumentException("unknown topic: " + name);
  }

  /** Where {@code group} puts records of this topic that it cannot process. */
  public String deadLetterTopic(String group) {
    return group + "." + name + ".dlq";
  }
}
