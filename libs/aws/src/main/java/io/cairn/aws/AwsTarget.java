package io.cairn.aws;

import io.cairn.contracts.AccountId;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * Where calls go and as whom: one account and region, through a role or with the base credentials.
 * Equal targets share clients and rates.
 *
 * @param account the account that answers
 * @param region an AWS region, never {@code global}
 * @param roleArn role to assume; null means the base credentials are the account's own
 * @param externalId external id the role asks for; null when it asks for none
 * @param endpoint URL to call instead of AWS's own (a local or private AWS); null for AWS itself
 */
public record AwsTarget(
    AccountId account,
    String region,
    @Nullable String roleArn,
    @Nullable String externalId,
    @Nullable URI endpoint) {

  /** Throws {@link IllegalArgumentException} unless the region looks like one. */
  public AwsTarget {
    Objects.requireNonNull(account, "account");
    if (!isRegion(region)) {
      throw new IllegalArgumentException("not an AWS region: " + region);
    }
  }

  /** Whether {@code text} is formed like a region's name, {@code eu-west-1}. */
  public static boolean isRegion(String text) {
    return text.length() <= 32 && text.matches("[a-z]{2}(-[a-z]+)+-[0-9]{1,2}");
  }

  /** The same account in another region. */
  public AwsTarget in(String otherRegion) {
    return otherRegion.equals(region)
        ? this
        : new AwsTarget(account, otherRegion, roleArn, externalId, endpoint);
  }

  /** The partition of the region: {@code aws}, {@code aws-cn}, {@code aws-us-gov} … */
  public String partition() {
    return PartitionMetadata.of(Region.of(region)).id();
  }
}
