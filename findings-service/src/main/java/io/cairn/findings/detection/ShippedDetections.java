package io.cairn.findings.detection;

import io.cairn.sigma.ParseResult;
import io.cairn.sigma.SigmaParser;
import io.cairn.sigma.SigmaRule;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The detections that come with the suite, from the jar {@code detections}. A shipped rule that
 * does not parse stops the service: that is a defect of the build, never of the user.
 */
@Singleton
class ShippedDetections {
  private static final String FOLDER = "cairn/detections/";
  private static final String INDEX = FOLDER + "index.txt";

  private final List<Detection> rules;

  ShippedDetections() {
    this.rules = load();
  }

  /** In the index's order. */
  List<Detection> rules() {
    return rules;
  }

  private static List<Detection> load() {
    byte[] index = read(INDEX);
    if (index == null) {
      return List.of();
    }
    List<Detection> rules = new ArrayList<>();
    new String(index, StandardCharsets.UTF_8)
        .lines()
        .map(String::strip)
        .filter(name -> !name.isEmpty() && !name.startsWith("#"))
        .forEach(name -> rules.addAll(parse(name)));
    return List.copyOf(rules);
  }

  private static List<Detection> parse(String name) {
    byte[] file = read(FOLDER + name);
    if (file == null) {
      throw new IllegalStateException(INDEX + " names " + name + ", which is not there");
    }
    ParseResult result = SigmaParser.parse(name, file);
    if (result.hasErrors()) {
      throw new IllegalStateException("a shipped detection is broken: " + result.diagnostics());
    }
    List<Detection> rules = new ArrayList<>();
    for (SigmaRule rule : result.rules()) {
      rules.add(new Detection(Detection.id(rule), rule, true, true, null));
    }
    return rules;
  }

  private static byte @Nullable [] read(String resource) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    try (InputStream in = loader.getResourceAsStream(resource)) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
  }
}
