package io.cairn.contracts;

import java.util.Objects;

/**
 * Identity of a resource: the four parts that every row, event and log line about it carries.
 *
 * @param accountId owner
 * @param region AWS region, or {@code global} for types that have none (IAM, CloudFront)
 * @param resourceType AWS type name, {@code AWS::S3::Bucket}
 * @param resourceId the id AWS Config gives the resource; may hold slashes and colons
 */
public record ResourceKey(
    AccountId accountId, String region, String resourceType, String resourceId) {

  /** Throws {@link IllegalArgumentException} when a part is empty. */
  public ResourceKey {
    Objects.requireNonNull(accountId, "accountId");
    requireText(region, "region");
    requireText(resourceType, "resourceType");
    requireText(resourceId, "resourceId");
  }

  private static void requireText(String value, String name) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException(name + " is empty");
    }
  }

  /**
   * {@code account/region/type/id}: the key of Kafka records about the resource. The id comes last,
   * so it may hold slashes.
   */
  @Override
  public String toString() {
    return accountId + "/" + region + "/" + resourceType + "/" + resourceId;
  }

  /** Reads what {@link #toString()} wrote. Throws {@link IllegalArgumentException} otherwise. */
  public static ResourceKey parse(String text) {
    String[] parts = text.split("/", 4);
    if (parts.length != 4) {
      throw new IllegalArgumentException("not account/region/type/id: " + text);
    }
    return new ResourceKey(new AccountId(parts[0]), parts[1], parts[2], parts[3]);
  }
}
