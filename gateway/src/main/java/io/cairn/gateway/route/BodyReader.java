package io.cairn.gateway.route;

import io.cairn.web.problem.HttpProblem;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request's body within bounds of size and time, and all bodies together within a quarter
 * of the heap: half of it for callers who have proved who they are, so that strangers cannot crowd
 * them out. Runs on the request's event loop.
 */
@Singleton
class BodyReader {
  /** Lengths of up to five digits are small: below 100 kB. */
  private static final int SMALL_DIGITS = 5;

  private final Vertx vertx;
  private final long max;
  private final Duration timeout;
  private final long budget;
  private final AtomicLong heldForProven = new AtomicLong();
  private final AtomicLong heldForOthers = new AtomicLong();

  BodyReader(Vertx vertx, RouteConfig config) {
    this.vertx = vertx;
    this.max = config.maxBodySize().asLongValue();
    this.timeout = config.bodyTimeout();
    this.budget = Math.max(max, Runtime.getRuntime().maxMemory() / 8);
  }

  /** Told once how reading ended: with the body in the exchange, or with a refusal. */
  interface Done {
    void read(@Nullable Refusal refusal);
  }

  /** Whether a body is so large, or its length so unknown, that the head is looked at first. */
  static boolean isLarge(HttpServerRequest request) {
    String declared = request.getHeader("Content-Length");
    return declared == null
        ? request.getHeader("Transfer-Encoding") != null || request.version() == HttpVersion.HTTP_2
        : declared.length() > SMALL_DIGITS;
  }

  void read(Exchange exchange, boolean proven, Done done) {
    HttpServerRequest request = exchange.request();
    String declared = request.getHeader("Content-Length");
    if (declared != null && (declared.length() > 18 || Long.parseLong(declared.strip()) > max)) {
      exchange.leaveUnread();
      done.read(tooLarge());
      return;
    }
    if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
      request.response().writeContinue();
    }
    Buffer body = Buffer.buffer();
    AtomicBoolean ended = new AtomicBoolean();
    long timer = vertx.setTimer(timeout.toMillis(), _ -> end(exchange, body, ended, done, late()));
    AtomicLong held = proven ? heldForProven : heldForOthers;
    exchange.routing().addEndHandler(_ -> held.addAndGet(-exchange.releaseHeld()));
    request.handler(
        chunk -> {
          if (ended.get()) {
            return;
          }
          body.appendBuffer(chunk);
          boolean full = held.addAndGet(chunk.length()) > budget;
          exchange.holds(chunk.length());
          if (body.length() > max || full) {
            vertx.cancelTimer(timer);
            exchange.leaveUnread();
            end(exchange, body, ended, done, full ? busy() : tooLarge());
          }
        });
    request.exceptionHandler(_ -> vertx.cancelTimer(timer));
    request.endHandler(
        _ -> {
          vertx.cancelTimer(timer);
          end(exchange, body, ended, done, null);
        });
  }

  private static void end(
      Exchange exchange, Buffer body, AtomicBoolean ended, Done done, @Nullable Refusal refusal) {
    if (ended.compareAndSet(false, true)) {
      if (refusal == null) {
        exchange.body(body);
      }
      done.read(refusal);
    }
  }

  private Refusal tooLarge() {
    return new Refusal(
        HttpProblem.TOO_LARGE,
        "RequestEntityTooLargeException",
        "A body has at most " + max + " bytes here; send it in parts.");
  }

  private static Refusal busy() {
    return Refusal.unavailable(
        "The bodies of all requests under way are too much for the gateway's memory; try again.");
  }

  private Refusal late() {
    return new Refusal(
        HttpProblem.BAD_REQUEST,
        "RequestTimeoutException",
        "The body did not arrive within " + timeout.toSeconds() + " s.");
  }
}
