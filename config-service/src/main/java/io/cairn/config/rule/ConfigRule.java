package io.cairn.config.rule;

import io.cairn.guard.GuardDocument;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A rule that the service can evaluate, whatever engine stands behind it. */
public interface ConfigRule {
  /** The rule's name, {@code restricted-ssh}. */
  String name();

  /** The managed rule's identifier, {@code INCOMING_SSH_DISABLED}. */
  String identifier();

  /** What it asks for, in a sentence. */
  String description();

  /** {@code informational low medium high critical}. */
  String severity();

  /** What to do about a resource that breaks it, where known. */
  @Nullable String remediation();

  /** The types it judges. */
  Set<String> resourceTypes();

  /** The parameters it takes. */
  List<RuleParameter> parameters();

  /** The rule as written in Guard. */
  String policyText();

  /** {@code AWS} for a managed rule, {@code CUSTOM_POLICY} for one that somebody added. */
  default String owner() {
    return "AWS";
  }

  /** Changes whenever the rule's text does. */
  String fingerprint();

  /**
   * Checks values for its parameters; gives what is wrong, by parameter. Empty means they may be
   * given to {@link #judge}.
   */
  Map<String, String> check(Map<String, String> values);

  /**
   * Judges an item.
   *
   * @param item the item in message form, parsed once for all rules
   * @param values values of parameters, checked
   * @param unknownParts parts of the item that could never be read
   */
  Verdict judge(GuardDocument item, Map<String, String> values, Set<String> unknownParts);

  /** Judges an item again and names each clause that fails, at most ten a rule of the text. */
  Explanation explain(GuardDocument item, Map<String, String> values, Set<String> unknownParts);
}
