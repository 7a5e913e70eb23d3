package io.cairn.gateway.identity;

/**
 * An active access key with what it takes to verify a request of it.
 *
 * @param secret never logged, never in an answer
 * @param principal whose key it is
 */
public record KnownKey(String secret, Principal principal) {
  @Override
  public String toString() {
    return "KnownKey[" + principal.accessKeyId() + "]";
  }
}
