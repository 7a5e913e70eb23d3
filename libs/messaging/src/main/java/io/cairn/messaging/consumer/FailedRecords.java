package io.cairn.messaging.consumer;

/** Where records go that could not be processed. */
public interface FailedRecords {
  /**
   * Keeps a record for good, with why it failed; joins the caller's transaction, and keeps a record
   * only once.
   */
  void add(ReceivedRecord failed, Throwable reason);
}
