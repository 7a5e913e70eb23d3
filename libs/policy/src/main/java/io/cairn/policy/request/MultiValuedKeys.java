package io.cairn.policy.request;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which global context keys hold lists. Source: the IAM guide, "AWS global condition context keys".
 * Services' own keys are told apart by how many values they come with.
 */
public final class MultiValuedKeys {
  private static final Set<String> GLOBAL =
      Set.of(
          "aws:calledvia",
          "aws:principalorgpaths",
          "aws:principalservicenameslist",
          "aws:resourceorgpaths",
          "aws:sourceorgpaths",
          "aws:tagkeys",
          "aws:vpceorgpaths");

  private MultiValuedKeys() {}

  /**
   * The value of a key as a request carries it.
   *
   * @param key the key, any case
   * @param values its values
   * @param list whether they were given as a list
   */
  public static ContextValue value(String key, List<String> values, boolean list) {
    boolean many = GLOBAL.contains(key.toLowerCase(Locale.ROOT)) || (list && values.size() != 1);
    return many ? new ContextValue.Many(values) : new ContextValue.Single(values.getFirst());
  }
}
