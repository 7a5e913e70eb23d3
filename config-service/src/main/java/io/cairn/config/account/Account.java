package io.cairn.config.account;

import io.cairn.aws.AwsTarget;
import io.cairn.contracts.AccountId;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account that is recorded.
 *
 * @param roleArn role to assume; null where the base credentials are the account's own
 * @param externalId what the role asks for, if anything
 * @param regions AWS regions, at least one; the first also answers for the account as a whole
 * @param endpoint URL to call instead of AWS; null for AWS itself
 */
public record Account(
    AccountId accountId,
    @Nullable String roleArn,
    @Nullable String externalId,
    List<String> regions,
    @Nullable URI endpoint) {

  /** Copies the list. */
  public Account {
    regions = List.copyOf(regions);
    if (regions.isEmpty()) {
      throw new IllegalArgumentException("account " + accountId + " has no region");
    }
  }

  /** The region that answers for what has none. */
  public String homeRegion() {
    return regions.getFirst();
  }

  /** Where to call; {@code global} means the home region. */
  public AwsTarget target(String region) {
    return new AwsTarget(
        accountId, region.equals("global") ? homeRegion() : region, roleArn, externalId, endpoint);
  }
}
