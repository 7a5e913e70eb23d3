package io.cairn.gateway.signature;

import org.jspecify.annotations.Nullable;

/** What became of a request's signature. */
public sealed interface SignatureVerdict {

  /**
   * The request comes from whoever holds the secret, and was not taken before.
   *
   * @param accessKeyId whose secret signed it
   * @param region the region of its scope
   */
  record Accepted(String accessKeyId, String region) implements SignatureVerdict {}

  /**
   * The request is not accepted.
   *
   * @param fault what kind of refusal
   * @param detail what is wrong and what to do; the same for an unknown key and a wrong signature
   * @param claimedKeyId the well-formed access key id that the request claims, or null
   */
  record Refused(SignatureFault fault, String detail, @Nullable String claimedKeyId)
      implements SignatureVerdict {}
}
