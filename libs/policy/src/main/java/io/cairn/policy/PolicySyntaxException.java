package io.cairn.policy;

/**
 * A document is not a policy that this engine evaluates. Carries a stable code, spelled as the
 * check of IAM Access Analyzer's policy validation where AWS has one, and the place of the first
 * fault.
 */
public final class PolicySyntaxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final transient Place place;

  PolicySyntaxException(String code, Place place, String problem) {
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
