package io.cairn.findings.detection;

import io.cairn.detections.ShippedDetection;
import io.cairn.detections.ShippedDetections;
import io.cairn.sigma.Pipeline;
import io.cairn.sigma.SigmaDocuments;
import io.cairn.sigma.SigmaParser;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * The detections that come with the suite. A shipped file that does not parse stops the service:
 * that is a defect of the build, never of the user.
 */
@Singleton
class ShippedRules {
  private final List<Detection> detections;

  ShippedRules() {
    this.detections =
        ShippedDetections.all().stream().flatMap(file -> parse(file).stream()).toList();
  }

  /** In the order of their files' names. */
  List<Detection> detections() {
    return detections;
  }

  private static List<Detection> parse(ShippedDetection file) {
    SigmaDocuments read = SigmaParser.read(file.name(), file.bytes(), Pipeline.NONE);
    if (read.hasErrors()) {
      throw new IllegalStateException("a shipped detection is broken: " + read.diagnostics());
    }
    return SigmaDocument.of(read)
        .map(document -> new Detection(document.id(), document, true, DetectionState.ENABLED, null))
        .toList();
  }
}
