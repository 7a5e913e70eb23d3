package io.cairn.trail.source.fetch;

import io.cairn.trail.ingest.Intake;
import io.cairn.trail.ingest.MalformedInputException;
import io.cairn.trail.ingest.Origin;
import io.cairn.trail.ingest.Payload;
import io.cairn.trail.ingest.Receipt;
import io.cairn.trail.ledger.ObjectRows;
import io.cairn.trail.source.Source;
import io.cairn.trail.source.SourceConfig;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.RequestPayer;

/** Reads one log file from S3 into the door and notes in the ledger how it went. */
@Singleton
class ObjectFetcher {
  private static final Logger LOGGER = LoggerFactory.getLogger(ObjectFetcher.class);

  private final SourceClients clients;
  private final Intake intake;
  private final ObjectRows objects;
  private final SourceConfig config;
  private final Clock clock;
  private final Semaphore atOnce;

  ObjectFetcher(
      SourceClients clients, Intake intake, ObjectRows objects, SourceConfig config, Clock clock) {
    this.clients = clients;
    this.intake = intake;
    this.objects = objects;
    this.config = config;
    this.clock = clock;
    this.atOnce = new Semaphore(config.concurrency());
  }

  /** The name of an object in the ledger. */
  static String name(String bucket, String key) {
    return "s3://" + bucket + "/" + key;
  }

  /** Reads a file; null when all its records are durable, else what went wrong. */
  @Nullable Trouble fetch(Source source, String bucket, String key, int earlierAttempts) {
    atOnce.acquireUninterruptibly();
    try {
      return read(source, bucket, key, earlierAttempts);
    } finally {
      atOnce.release();
    }
  }

  private @Nullable Trouble read(Source source, String bucket, String key, int earlierAttempts) {
    String name = name(bucket, key);
    String etag = null;
    Long size = null;
    try (ResponseInputStream<GetObjectResponse> object =
        clients.s3(source).getObject(request(source, bucket, key))) {
      etag = object.response().eTag();
      size = object.response().contentLength();
      boolean larger = size != null && size > config.maxObjectBytes();
      byte[] bytes = larger ? new byte[0] : object.readNBytes(config.maxObjectBytes() + 1);
      if (larger || bytes.length > config.maxObjectBytes()) {
        object.abort();
        return note(source, name, etag, size, earlierAttempts, tooLarge());
      }
      Receipt receipt =
          intake.accept(
              Payload.ofFile(bytes), new Origin(source.ledgerId(), name, source.accountId()));
      objects.read(
          source.ledgerId(), name, etag == null ? "" : etag, bytes.length, receipt.total());
      return null;
    } catch (SdkException | MalformedInputException | IOException e) {
      return note(source, name, etag, size, earlierAttempts, Troubles.of(e, source));
    } catch (RuntimeException e) {
      LOGGER
          .atWarn()
          .setCause(LOGGER.isDebugEnabled() ? e : null)
          .addKeyValue("source", source.name())
          .addKeyValue("object", name)
          .addKeyValue("error", String.valueOf(e))
          .log("a log file could not be taken in");
      return Troubles.of(e, source);
    }
  }

  private static GetObjectRequest request(Source source, String bucket, String key) {
    var request = GetObjectRequest.builder().bucket(bucket).key(key);
    return source.requesterPays()
        ? request.requestPayer(RequestPayer.REQUESTER).build()
        : request.build();
  }

  private Trouble tooLarge() {
    return Trouble.ofFileForGood(
        "TOO_LARGE",
        "the object has more than " + config.maxObjectBytes() + " bytes",
        "Raise cairn.trail.source.max-object-bytes if CloudTrail wrote it.");
  }

  private Trouble note(
      Source source,
      String name,
      @Nullable String etag,
      @Nullable Long size,
      int earlierAttempts,
      Trouble trouble) {
    Instant retryAt =
        trouble.passes() ? clock.instant().plus(pause(config, earlierAttempts)) : null;
    objects.unreadable(
        source.ledgerId(),
        name,
        etag,
        size,
        new ObjectRows.Trouble(
            trouble.problem().code(),
            trouble.problem().detail(),
            trouble.problem().remedy(),
            retryAt));
    return trouble;
  }

  /** The pause after this many failures in a row. */
  static Duration pause(SourceConfig config, int failures) {
    Duration pause = config.firstRetry().multipliedBy(1L << Math.min(failures, 20));
    return pause.compareTo(config.longestRetry()) > 0 ? config.longestRetry() : pause;
  }
}
