package io.cairn.aws;

import java.io.Serial;

/** A call that failed after all retries, with what the failure means. */
public final class AwsCallFailedException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final transient AwsFailure failure;
  private final String action;

  /** A call that AWS answered in a way that is of no use. */
  public AwsCallFailedException(String action, AwsFailure failure) {
    super(action + ": " + failure.code() + ": " + failure.message());
    this.action = action;
    this.failure = failure;
  }

  AwsCallFailedException(String action, AwsFailure failure, Throwable cause) {
    super(action + ": " + failure.code() + ": " + failure.message(), cause);
    this.action = action;
    this.failure = failure;
  }

  /** What the failure means. */
  public AwsFailure failure() {
    return failure;
  }

  /** The IAM action of the call, {@code ec2:DescribeVpcs}. */
  public String action() {
    return action;
  }
}
