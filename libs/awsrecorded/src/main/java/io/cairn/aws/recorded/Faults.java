package io.cairn.aws.recorded;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong at the endpoint, and the log of what was asked of it. Operations are named {@code
 * service:Operation}, {@code kms:GetKeyPolicy}, or {@code service:*}.
 */
public final class Faults {

  private static final int LOG_LENGTH = 100_000;

  /** A request that was answered. */
  public record Asked(String account, String region, String operation) {}

  private record Fault(Predicate<Call> hits, AtomicInteger times, Answer answer) {}

  private enum Answer {
    DENIED,
    THROTTLED,
    BROKEN,
    OFF,
    EXPIRED
  }

  private record Raw(Predicate<Call> hits, Protocol.Rendered rendered) {}

  private final List<Fault> faults = new CopyOnWriteArrayList<>();
  private final List<Raw> raw = new CopyOnWriteArrayList<>();
  private final List<Asked> log = new ArrayList<>();

  /** Denies an operation everywhere until {@link #heal()}. */
  public void deny(String operation) {
    add(operation, null, Integer.MAX_VALUE, Answer.DENIED);
  }

  /** Denies an operation in one region until {@link #heal()}. */
  public void denyIn(String region, String operation) {
    add(operation, region, Integer.MAX_VALUE, Answer.DENIED);
  }

  /** Denies an operation on one resource: for requests that hold {@code text} in a parameter. */
  public void denyOn(String text, String operation) {
    Predicate<Call> hits =
        call ->
            matches(call, operation)
                && (call.parameters().containsValue(text) || call.body().toString().contains(text));
    faults.add(new Fault(hits, new AtomicInteger(Integer.MAX_VALUE), Answer.DENIED));
  }

  /** Throttles the next requests for an operation. */
  public void throttle(String operation, int times) {
    add(operation, null, times, Answer.THROTTLED);
  }

  /** Answers the next requests for an operation with an internal error. */
  public void breakDown(String operation, int times) {
    add(operation, null, times, Answer.BROKEN);
  }

  /** Answers an operation as if the caller's session had ended, until {@link #heal()}. */
  public void expire(String operation) {
    add(operation, null, Integer.MAX_VALUE, Answer.EXPIRED);
  }

  /** As {@link #expire}, once an operation has been answered a number of times. */
  public void expireAfter(String operation, int answered) {
    var left = new AtomicInteger(answered);
    Predicate<Call> hits = call -> matches(call, operation) && left.getAndDecrement() <= 0;
    faults.add(new Fault(hits, new AtomicInteger(Integer.MAX_VALUE), Answer.EXPIRED));
  }

  /**
   * Answers an operation with these very bytes until {@link #heal()}.
   *
   * @param headers further headers, by name
   */
  public void answer(
      String operation, int status, String contentType, String body, Map<String, String> headers) {
    var rendered =
        new Protocol.Rendered(
            status, contentType, body.getBytes(StandardCharsets.UTF_8), Map.copyOf(headers));
    raw.add(new Raw(call -> matches(call, operation), rendered));
  }

  /** Answers as a region that the account has not turned on. */
  public void turnOff(String region) {
    add("*:*", region, Integer.MAX_VALUE, Answer.OFF);
  }

  /** Ends all that goes wrong. */
  public void heal() {
    faults.clear();
    raw.clear();
  }

  /** What was asked, oldest first; the first hundred thousand requests. */
  public List<Asked> asked() {
    synchronized (log) {
      return List.copyOf(log);
    }
  }

  /** How often an operation was asked for. */
  public long count(String operation) {
    return asked().stream().filter(a -> a.operation().equals(operation)).count();
  }

  /** Forgets what was asked. */
  public void forget() {
    synchronized (log) {
      log.clear();
    }
  }

  private void add(String operation, @Nullable String region, int times, Answer answer) {
    faults.add(
        new Fault(
            call -> matches(call, operation) && (region == null || region.equals(call.region())),
            new AtomicInteger(times),
            answer));
  }

  private static boolean matches(Call call, String operation) {
    String[] parts = operation.split(":", 2);
    return (parts[0].equals("*") || parts[0].equals(call.service()))
        && (parts[1].equals("*") || parts[1].equals(call.operation()));
  }

  /** Logs a request and throws what goes wrong with it. */
  void apply(Call call) {
    synchronized (log) {
      if (log.size() < LOG_LENGTH) {
        log.add(new Asked(call.account(), call.region(), call.service() + ":" + call.operation()));
      }
    }
    for (Raw each : raw) {
      if (each.hits().test(call)) {
        throw new RawAnswer(each.rendered());
      }
    }
    for (Fault fault : faults) {
      if (fault.hits().test(call)
          && fault.times().getAndUpdate(n -> n == Integer.MAX_VALUE ? n : Math.max(0, n - 1)) > 0) {
        throw error(fault.answer(), call);
      }
    }
  }

  private static AwsError error(Answer answer, Call call) {
    String service = call.service();
    return switch (answer) {
      case DENIED -> Protocol.of(service).denied(service, call.operation());
      case THROTTLED -> Protocol.of(service).throttled(service);
      case EXPIRED -> Protocol.of(service).expired(service);
      case BROKEN -> new AwsError(500, "InternalFailure", "An internal error occurred.");
      case OFF ->
          service.equals("ec2")
              ? new AwsError(
                  401,
                  "AuthFailure",
                  "AWS was not able to validate the provided access credentials")
              : new AwsError(
                  403,
                  "UnrecognizedClientException",
                  "The security token included in the request is invalid.");
    };
  }
}
