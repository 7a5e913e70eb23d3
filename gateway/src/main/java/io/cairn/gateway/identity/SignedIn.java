package io.cairn.gateway.identity;

/**
 * Who sends a request, and how it proved that.
 *
 * @param principal who
 * @param proof how
 * @param region region that the request was signed for
 */
public record SignedIn(Principal principal, Proof proof, String region) {

  /** Name under which a request's routing context keeps it. */
  public static final String KEY = "cairn.signed-in";

  /** The ways to prove who sends a request. */
  public enum Proof {
    /** Signature Version 4 by a stored access key. */
    SIGNATURE,
    /** A bearer token obtained with such a signature. */
    BEARER
  }
}
