package io.cairn.gateway.signature;

/** Why a signature is not accepted, with the error code that AWS uses for it. */
public enum SignatureFault {
  /** The Authorization header or what it needs is malformed or missing. */
  INCOMPLETE("IncompleteSignatureException"),
  /** Unknown key, wrong signature, wrong scope or time: told apart to nobody. */
  INVALID("InvalidSignatureException"),
  /** The same signed request was taken before. */
  REPLAYED("InvalidSignatureException"),
  /** Too many signed mutating requests are remembered; none can be taken until some age. */
  BUSY("ThrottlingException");

  private final String awsCode;

  SignatureFault(String awsCode) {
    this.awsCode = awsCode;
  }

  /** The code as AWS spells it. */
  public String awsCode() {
    return awsCode;
  }
}
