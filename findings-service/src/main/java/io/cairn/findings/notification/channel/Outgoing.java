package io.cairn.findings.notification.channel;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A message ready to go.
 *
 * @param id the same for every attempt, so that receivers can tell repetitions
 * @param subject one line of at most 100 printable ASCII characters
 * @param text the whole message for a person
 * @param json the same for a machine, text included
 * @param attributes few short values that receivers may filter by
 */
public record Outgoing(
    String id, String subject, String text, byte[] json, Map<String, String> attributes) {
  /** Copies the map and sorts it by name. */
  public Outgoing {
    attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
  }
}
