package io.cairn.trail.source;

/** How a source learns of new log files. */
public enum SourceKind {
  /** By listing the bucket. */
  S3_LISTING,
  /** By S3's or CloudTrail's notifications on an SQS queue. */
  S3_SQS
}
