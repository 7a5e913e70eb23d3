package io.cairn.findings.finding;

import io.cairn.contracts.AccountId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * What makes two sightings the same problem: the detection, account, region, actor and resource; or
 * the rule and the resource. Nothing in it is a time, so a problem stays one finding for as long as
 * it comes back.
 *
 * @param type what found it
 * @param source id of the detection or name of the rule
 * @param account account concerned
 * @param region region concerned
 * @param actor who did it; null where the event names nobody, and for verdicts of rules
 * @param resource what it was done to; null where the event does not name exactly one
 */
public record FindingIdentity(
    FindingType type,
    String source,
    AccountId account,
    String region,
    @Nullable String actor,
    @Nullable ResourceRef resource) {

  /**
   * A resource inside the identity's account and region.
   *
   * @param resourceType AWS type name
   * @param resourceId id as AWS Config has it, where that can be known, else the ARN
   */
  public record ResourceRef(String resourceType, String resourceId) {}

  /** SHA-256 over all parts, each with its length, so that no two identities share a key. */
  public byte[] key() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      add(digest, type.wire());
      add(digest, source);
      add(digest, account.value());
      add(digest, region);
      add(digest, actor);
      add(digest, resource == null ? null : resource.resourceType());
      add(digest, resource == null ? null : resource.resourceId());
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JVM has no SHA-256", e);
    }
  }

  private static void add(MessageDigest digest, @Nullable String part) {
    byte[] bytes = part == null ? new byte[0] : part.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(4).putInt(part == null ? -1 : bytes.length).array());
    digest.update(bytes);
  }

  /** The key in a form that can be compared and kept in maps. */
  public IdentityKey mapKey() {
    return new IdentityKey(key());
  }
}
