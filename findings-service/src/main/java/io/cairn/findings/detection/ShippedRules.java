package io.cairn.findings.detection;

import io.cairn.detections.ShippedDetection;
import io.cairn.detections.ShippedDetections;
import io.cairn.sigma.ParseResult;
import io.cairn.sigma.SigmaParser;
import io.cairn.sigma.SigmaRule;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/**
 * The detections that come with the suite, as rules. A shipped rule that does not parse stops the
 * service: that is a defect of the build, never of the user.
 */
@Singleton
class ShippedRules {
  private final List<Detection> rules;

  ShippedRules() {
    List<Detection> all = new ArrayList<>();
    for (ShippedDetection file : ShippedDetections.all()) {
      all.addAll(parse(file));
    }
    this.rules = List.copyOf(all);
  }

  /** In the order of their files' names. */
  List<Detection> rules() {
    return rules;
  }

  private static List<Detection> parse(ShippedDetection file) {
    ParseResult result = SigmaParser.parse(file.name(), file.bytes());
    if (result.hasErrors()) {
      throw new IllegalStateException("a shipped detection is broken: " + result.diagnostics());
    }
    List<Detection> rules = new ArrayList<>();
    for (SigmaRule rule : result.rules()) {
      rules.add(new Detection(Detection.id(rule), rule, true, true, null));
    }
    return rules;
  }
}
