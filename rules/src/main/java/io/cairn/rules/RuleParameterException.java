package io.cairn.rules;

/**
 * A parameter value that a rule does not accept. The message names the rule, the parameter, what
 * was given and what is allowed.
 */
public final class RuleParameterException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final String parameter;

  RuleParameterException(String rule, String parameter, String reason) {
    super("parameter %s of %s %s".formatted(parameter, rule, reason));
    this.parameter = parameter;
  }

  /** The parameter's name. */
  public String parameter() {
    return parameter;
  }
}
