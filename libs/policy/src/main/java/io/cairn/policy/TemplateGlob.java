package io.cairn.policy;

import org.jspecify.annotations.Nullable;

/** A {@link Glob} that may hold variables; without them it is compiled once. */
final class TemplateGlob {
  private final Template template;
  private final @Nullable Glob fixed;

  TemplateGlob(String text, boolean variables) {
    template = Template.of(text, true, variables);
    String constant = template.constant();
    fixed = constant == null ? null : Glob.ofEncoded(constant);
  }

  /** False also where a variable has no value. */
  boolean matches(String text, AuthorizationRequest request) {
    if (fixed != null) {
      return fixed.matches(text);
    }
    String expanded = template.expand(request);
    return expanded != null && Glob.ofEncoded(expanded).matches(text);
  }
}
