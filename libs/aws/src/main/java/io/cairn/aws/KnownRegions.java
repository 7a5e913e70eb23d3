package io.cairn.aws;

import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;

/**
 * The regions that the SDK's release knows. AWS opens others in between, so that a region which is
 * not known may exist; one that is known does, and its hosts have addresses.
 */
public final class KnownRegions {

  private KnownRegions() {}

  /** Whether {@code region} is a region's name, {@code eu-west-1}. */
  public static boolean isKnown(String region) {
    return Region.regions().contains(Region.of(region));
  }

  /**
   * Whether the service of an IAM action is known to be offered in {@code region}.
   *
   * @param action {@code lambda:ListFunctions}
   */
  public static boolean isOffered(String action, String region) {
    String service = action.substring(0, action.indexOf(':'));
    return ServiceMetadata.of(service).regions().contains(Region.of(region));
  }
}
