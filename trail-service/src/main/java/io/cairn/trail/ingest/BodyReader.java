package io.cairn.trail.ingest;

import io.cairn.web.problem.ProblemException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads request bodies within bounds: of one, and of all that are worked on at the same time. */
@Singleton
public class BodyReader {
  private static final int UNIT = 64 * 1024;

  private final IngestConfig bounds;
  private final Semaphore units;

  BodyReader(IngestConfig bounds) {
    this.bounds = bounds;
    this.units = new Semaphore(Math.max(bounds.maxBytesInWork(), bounds.maxBytes()) / UNIT + 1);
  }

  /** What is done with a body. */
  public interface Work<T> {
    /** Called once with the whole body. */
    T with(Payload payload);
  }

  /**
   * Reads a body and works on it.
   *
   * @param encoding value of Content-Encoding, or null
   * @param length value of Content-Length, or null
   * @param announced number of records that the caller says the body holds, or null
   * @throws ProblemException 413 for a body too large, 415 for an encoding that is not gzip, 503
   *     when too many bodies are worked on
   */
  public <T> T read(
      InputStream body,
      @Nullable String encoding,
      @Nullable Long length,
      boolean lines,
      @Nullable Integer announced,
      Work<T> work) {
    boolean gzip = isGzip(encoding);
    if (length != null && length > bounds.maxBytes()) {
      throw tooLarge();
    }
    int reserved = (int) ((length == null ? bounds.maxBytes() : length) / UNIT + 1);
    acquire(reserved);
    try {
      byte[] bytes = body.readNBytes(bounds.maxBytes() + 1);
      if (bytes.length > bounds.maxBytes()) {
        throw tooLarge();
      }
      return work.with(new Payload(bytes, gzip, lines, announced));
    } catch (IOException e) {
      throw new UncheckedIOException("the caller's body ended early", e);
    } finally {
      units.release(reserved);
    }
  }

  private static boolean isGzip(@Nullable String encoding) {
    String name = encoding == null ? "identity" : encoding.strip().toLowerCase(Locale.ROOT);
    return switch (name) {
      case "", "identity" -> false;
      case "gzip", "x-gzip" -> true;
      default ->
          throw new ProblemException(
              IngestProblem.ENCODING,
              "Content-Encoding " + name + " is not understood; send gzip or the plain body.");
    };
  }

  private void acquire(int reserved) {
    try {
      if (units.tryAcquire(reserved, bounds.maxWait().toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new ProblemException(
        IngestProblem.BUSY,
        "More than "
            + bounds.maxBytesInWork()
            + " bytes are being taken in; try again in a moment.");
  }

  private ProblemException tooLarge() {
    return new ProblemException(
        IngestProblem.TOO_LARGE,
        "A body has at most "
            + bounds.maxBytes()
            + " bytes; compress it with gzip or send it in parts.");
  }
}
