package io.cairn.detections;

import java.nio.charset.StandardCharsets;

/**
 * One file of a shipped detection.
 *
 * @param name path below the detections' folder, such as {@code iam/root-user-active.yml}
 * @param text the Sigma rule
 */
public record ShippedDetection(String name, String text) {
  /** The text as UTF-8, as the parser takes it. */
  public byte[] bytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
