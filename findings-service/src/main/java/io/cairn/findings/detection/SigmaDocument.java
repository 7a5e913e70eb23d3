package io.cairn.findings.detection;

import io.cairn.sigma.RuleHeader;
import io.cairn.sigma.RuleLevel;
import io.cairn.sigma.SigmaCorrelation;
import io.cairn.sigma.SigmaDocuments;
import io.cairn.sigma.SigmaRule;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One document of a Sigma file that makes a detection; it always has an id. */
sealed interface SigmaDocument {
  /** A rule over single events. */
  record Rule(SigmaRule rule) implements SigmaDocument {
    @Override
    public RuleHeader header() {
      return rule.header();
    }

    @Override
    public RuleLevel level() {
      return rule.level();
    }

    @Override
    public Map<String, @Nullable Object> customAttributes() {
      return rule.customAttributes();
    }

    @Override
    public String source() {
      return rule.source();
    }

    @Override
    public String origin() {
      return rule.origin();
    }
  }

  /** A rule over what others match. */
  record Correlation(SigmaCorrelation correlation) implements SigmaDocument {
    @Override
    public RuleHeader header() {
      return correlation.header();
    }

    @Override
    public RuleLevel level() {
      return correlation.level();
    }

    @Override
    public Map<String, @Nullable Object> customAttributes() {
      return correlation.customAttributes();
    }

    @Override
    public String source() {
      return correlation.source();
    }

    @Override
    public String origin() {
      return correlation.origin();
    }
  }

  /** What it says about itself. */
  RuleHeader header();

  /** How bad a match is. */
  RuleLevel level();

  /** Keys that Sigma does not know. */
  Map<String, @Nullable Object> customAttributes();

  /** Its text. */
  String source();

  /** The file it came from, with the line it starts at. */
  String origin();

  /** Its own id, or one made from its text: the same text always has the same. */
  default String id() {
    return String.valueOf(header().id());
  }

  /** The rules and correlations of a file, in this order. */
  static Stream<SigmaDocument> of(SigmaDocuments file) {
    return of(file, SigmaDocument::made);
  }

  /**
   * The same where ids were given before.
   *
   * @param id of a document that has none of its own, by its text
   */
  static Stream<SigmaDocument> of(SigmaDocuments file, UnaryOperator<String> id) {
    return Stream.concat(
        file.rules().stream().map(rule -> new Rule(rule.identified(id.apply(rule.source())))),
        file.correlations().stream()
            .map(each -> new Correlation(each.identified(id.apply(each.source())))));
  }

  /** An id made from a text. */
  static String made(String source) {
    return UUID.nameUUIDFromBytes(source.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
