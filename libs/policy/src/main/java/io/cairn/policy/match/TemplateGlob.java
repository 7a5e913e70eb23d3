package io.cairn.policy.match;

import org.jspecify.annotations.Nullable;

/** A {@link Glob} that may hold variables; without them it is compiled once. */
public final class TemplateGlob {
  private final Template template;
  private final @Nullable Glob fixed;

  /**
   * Reads policy text in which stars and question marks are wildcards.
   *
   * @param hasVariables whether {@code ${…}} is resolved (language version 2012-10-17)
   */
  public TemplateGlob(String text, boolean hasVariables) {
    template = Template.of(text, true, hasVariables);
    String constant = template.constant();
    fixed = constant == null ? null : Glob.ofEncoded(constant);
  }

  /** The literal text before the first wildcard or variable. */
  String prefix() {
    String start = template.start();
    for (int i = 0; i < start.length(); i++) {
      if (start.charAt(i) >= Glob.ANY_ONE) {
        return start.substring(0, i);
      }
    }
    return start;
  }

  /** False also where a variable has no value. */
  public boolean matches(String text, Variables variables) {
    if (fixed != null) {
      return fixed.matches(text);
    }
    String expanded = template.expand(variables);
    return expanded != null && Glob.ofEncoded(expanded).matches(text);
  }
}
