package io.cairn.config.collect;

import io.cairn.aws.AwsCallFailedException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** What a session did and what failed in it, by IAM action. Thread-safe; bounded by the actions. */
public final class SessionNotes {

  private static final int MESSAGE_LENGTH = 300;

  private final AtomicLong calls = new AtomicLong();
  private final Map<String, String> failures = new TreeMap<>();

  void countCall() {
    calls.incrementAndGet();
  }

  void failed(AwsCallFailedException failure) {
    String text = failure.failure().code() + ": " + failure.failure().message();
    synchronized (failures) {
      failures.putIfAbsent(
          failure.action(), text.length() > MESSAGE_LENGTH ? text.substring(0, MESSAGE_LENGTH) : text);
    }
  }

  /** Calls sent to AWS, each attempt counted. */
  public long calls() {
    return calls.get();
  }

  /** The first failure of each action, as {@code code: message}. */
  public Map<String, String> failures() {
    synchronized (failures) {
      return new TreeMap<>(failures);
    }
  }
}
