package io.cairn.sigma;

import io.cairn.sigma.engine.Compiled;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Rules compiled for one stream of events. Immutable and safe for use by many threads; to change
 * the rules, compile another set and swap the reference.
 */
public final class SigmaRuleSet {
  private final List<SigmaRule> rules;
  private final List<SigmaRule> notApplicable;
  private final Compiled compiled;

  private SigmaRuleSet(List<SigmaRule> rules, List<SigmaRule> notApplicable, TrafficSample sample) {
    this.rules = rules;
    this.notApplicable = notApplicable;
    this.compiled = Compiled.of(rules, sample.events());
  }

  /** Compiles rules for CloudTrail's stream; see {@link #compile(List, LogSource)}. */
  public static SigmaRuleSet compile(List<SigmaRule> rules) {
    return compile(rules, LogSource.CLOUDTRAIL);
  }

  /**
   * Compiles rules for a stream. Rules about other log sources are left out and told by {@link
   * #notApplicable()}.
   *
   * @throws IllegalArgumentException where two rules have the same id or name
   */
  public static SigmaRuleSet compile(List<SigmaRule> rules, LogSource stream) {
    return compile(rules, stream, TrafficSample.NONE);
  }

  /**
   * Compiles rules for a stream of which some events are at hand: the same answers, sooner.
   *
   * @throws IllegalArgumentException where two rules have the same id or name
   */
  public static SigmaRuleSet compile(
      List<SigmaRule> rules, LogSource stream, TrafficSample sample) {
    Map<String, SigmaRule> identities = new HashMap<>();
    for (SigmaRule rule : rules) {
      claim(identities, rule.id(), rule);
      claim(identities, rule.name(), rule);
    }
    return new SigmaRuleSet(
        rules.stream().filter(rule -> rule.logsource().appliesTo(stream)).toList(),
        rules.stream().filter(rule -> !rule.logsource().appliesTo(stream)).toList(),
        sample);
  }

  private static void claim(
      Map<String, SigmaRule> identities, @Nullable String identity, SigmaRule rule) {
    SigmaRule earlier = identity == null ? null : identities.putIfAbsent(identity, rule);
    if (earlier != null) {
      throw new IllegalArgumentException(
          "'%s' names two rules: %s and %s".formatted(identity, earlier.origin(), rule.origin()));
    }
  }

  /** The rules that events are judged by, in the order they were given. */
  public List<SigmaRule> rules() {
    return rules;
  }

  /** The rules that are about other log sources. */
  public List<SigmaRule> notApplicable() {
    return notApplicable;
  }

  /**
   * Tells the rules that one event matches.
   *
   * @param json holds the event: UTF-8 JSON, one object, at most 64 levels deep
   * @param offset of its first byte
   * @param length in bytes
   * @param sink gets each match, in the rules' order
   * @throws MalformedEventException where the event cannot be judged; the sink then got nothing
   */
  public void match(byte[] json, int offset, int length, MatchSink sink) {
    Objects.checkFromIndexSize(offset, length, json.length);
    compiled.match(json, offset, length, sink);
  }

  /**
   * Tells the rules that one event matches by their place in {@link #rules()}, without gathering
   * evidence: the way for those who only count.
   *
   * @return how many there were
   * @throws MalformedEventException where the event cannot be judged; the sink then got nothing
   */
  public int matchIds(byte[] json, int offset, int length, IntConsumer sink) {
    Objects.checkFromIndexSize(offset, length, json.length);
    return compiled.matchIds(json, offset, length, sink);
  }
}
