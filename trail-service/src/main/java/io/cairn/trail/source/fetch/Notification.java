package io.cairn.trail.source.fetch;

import java.util.List;

/** What a message on a source's queue says. */
sealed interface Notification {

  /**
   * An object that was written.
   *
   * @param bucket its bucket
   * @param key its key, decoded
   */
  record Written(String bucket, String key) {}

  /** Objects were written. */
  record Objects(List<Written> written) implements Notification {
    /** Copies the list. */
    public Objects {
      written = List.copyOf(written);
    }
  }

  /** A message that is sent when notifications are set up; there is nothing to do. */
  record Nothing(String why) implements Notification {}

  /** None of the forms that S3, SNS, CloudTrail and EventBridge send. */
  record Unknown(String beginning) implements Notification {}
}
