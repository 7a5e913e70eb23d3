package io.cairn.config.collect;

import io.cairn.aws.AwsCallFailedException;
import io.cairn.aws.AwsFailure;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;

/** What a session did and what failed in it, by IAM action. Thread-safe; bounded by the actions. */
public final class SessionNotes {

  private final AtomicLong calls = new AtomicLong();
  private final Map<String, AwsFailure> failures = new TreeMap<>();
  private final Set<String> answered = new TreeSet<>();

  void countCall() {
    calls.incrementAndGet();
  }

  synchronized void answered(String action) {
    answered.add(action);
  }

  synchronized void failed(AwsCallFailedException failure) {
    failures.putIfAbsent(failure.action(), failure.failure());
  }

  /** Calls sent to AWS, each attempt counted. */
  public long calls() {
    return calls.get();
  }

  /** The first failure of each action that failed. */
  public synchronized Map<String, AwsFailure> failed() {
    return new TreeMap<>(failures);
  }

  /** The actions that AWS answered at least once, absence being an answer. */
  public synchronized Set<String> answered() {
    return new TreeSet<>(answered);
  }
}
