package io.cairn.config.collect;

/** Where the resources of a type live, and so how often it is collected. */
public enum Reach {
  /** In a region; one unit of work per region. */
  REGION,
  /** In no region (IAM); one unit per account, items in {@code global}. */
  GLOBAL,
  /** In a region, but one list per account tells them all (S3 buckets). */
  ACCOUNT_LIST,
  /** One per account in {@code global} and one per region (the account itself). */
  GLOBAL_AND_REGION
}
