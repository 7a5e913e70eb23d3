package io.cairn.sigma;

import org.jspecify.annotations.Nullable;

/**
 * Which events a rule is about, or which events a stream carries. What a rule leaves out means any.
 *
 * @param category kind of event, such as process_creation
 * @param product who makes them, such as aws
 * @param service which part of it, such as cloudtrail
 */
public record LogSource(
    @Nullable String category, @Nullable String product, @Nullable String service) {
  /** The stream of CloudTrail's records. */
  public static final LogSource CLOUDTRAIL = new LogSource(null, "aws", "cloudtrail");

  /** Whether a rule with this log source applies to a stream. */
  public boolean appliesTo(LogSource stream) {
    return covers(category, stream.category)
        && covers(product, stream.product)
        && covers(service, stream.service);
  }

  private static boolean covers(@Nullable String stated, @Nullable String streams) {
    return stated == null || stated.equals(streams);
  }
}
