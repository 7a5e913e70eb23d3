package io.cairn.findings.correlation;

import io.cairn.sigma.SigmaCollection;
import io.cairn.sigma.SigmaCorrelation;
import io.cairn.sigma.correlation.CorrelationRules;
import io.cairn.sigma.correlation.GroupKey;
import io.cairn.sigma.engine.FieldReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The correlations in force, each with a version made of its text. Safe for many threads. */
public final class CorrelationPlan {
  private final CorrelationRules rules;
  private final FieldReader reader;
  private final Map<String, UUID> versions = new HashMap<>();

  /** The correlations of a collection, all of which are in force. */
  public CorrelationPlan(SigmaCollection collection) {
    this.rules = CorrelationRules.of(collection);
    this.reader = new FieldReader(rules.fields());
    for (SigmaCorrelation each : rules.all()) {
      byte[] text = each.source().getBytes(StandardCharsets.UTF_8);
      versions.put(each.key(), UUID.nameUUIDFromBytes(text));
    }
  }

  /** Whether matches of a rule count in any correlation. */
  public boolean wants(String rule) {
    return rules.wants(rule);
  }

  /** How many correlations there are. */
  public int size() {
    return versions.size();
  }

  /** Keys of the correlations that count matches of a rule and leave it no alerts of its own. */
  public List<String> over(String rule) {
    return rules.over(rule).stream()
        .filter(correlation -> !correlation.generate())
        .map(SigmaCorrelation::key)
        .toList();
  }

  /** The values of an event that correlations group by and count. */
  public Map<String, List<String>> read(byte[] event) {
    synchronized (reader) {
      return reader.read(event, 0, event.length);
    }
  }

  CorrelationRules rules() {
    return rules;
  }

  boolean isCurrent(String correlation, UUID version) {
    return version.equals(versions.get(correlation));
  }

  UUID version(String correlation) {
    UUID version = versions.get(correlation);
    if (version == null) {
      throw new IllegalArgumentException(correlation + " is no correlation in force");
    }
    return version;
  }

  /** What a group is kept under. */
  UUID key(GroupKey group) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(version(group.correlation()).toString().getBytes(StandardCharsets.US_ASCII));
      for (String value : group.values()) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
        digest.update(bytes);
      }
      var hash = ByteBuffer.wrap(digest.digest());
      return new UUID(hash.getLong(), hash.getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JVM has no SHA-256", e);
    }
  }
}
