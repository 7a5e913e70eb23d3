package io.cairn.policy.syntax;

/**
 * A document is not a policy that this engine evaluates. Carries a stable code, spelled as the
 * check of IAM Access Analyzer's policy validation where AWS has one, and the place of the first
 * fault.
 */
public final class PolicySyntaxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final transient Place place;

  /**
   * Names a fault.
   *
   * @param code stable code
   * @param place where it stands
   * @param problem what is wrong; the place is added to it
   */
  public PolicySyntaxException(String code, Place place, String problem) {
    super(problem + " at " + place);
    this.code = code;
    this.place = place;
  }

  /** Stable code, such as {@code MISSING_EFFECT}. */
  public String code() {
    return code;
  }

  /** Where the fault stands. */
  public Place place() {
    return place;
  }
}
