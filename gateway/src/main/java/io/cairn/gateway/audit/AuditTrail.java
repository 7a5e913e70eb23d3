package io.cairn.gateway.audit;

import io.cairn.gateway.audit.AuditEntry.Outcome;
import io.cairn.web.runtime.Ids;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records requests, as the package's documentation promises. Blocks; never on an event loop. */
@Singleton
public class AuditTrail {
  private static final Logger LOGGER = LoggerFactory.getLogger(AuditTrail.class);

  /** Part of the spool that requests of nobody in particular may fill: one in ten. */
  private static final int ANONYMOUS_SHARE = 10;

  /** Where a record that is of no one request belongs. */
  private static final String REGION = "us-east-1";

  private static final Outcome UNKNOWN =
      new Outcome(
          0,
          "OutcomeUnknown",
          "The gateway stopped before it knew whether the request was carried out.");

  private final AuditFormat format;
  private final AuditSender sender;
  private final AuditSpool spool;
  private final AuditConfig config;
  private final Strangers strangers;
  private final Ids ids;
  private final Counter summarised;
  private final AtomicLong spooled;

  AuditTrail(
      AuditFormat format,
      AuditSender sender,
      AuditSpool spool,
      AuditConfig config,
      Strangers strangers,
      Ids ids,
      MeterRegistry meters) {
    this.format = format;
    this.sender = sender;
    this.spool = spool;
    this.config = config;
    this.strangers = strangers;
    this.ids = ids;
    this.summarised = meters.counter("cairn.gateway.audit.summarised");
    this.spooled = new AtomicLong();
    meters.gauge("cairn.gateway.audit.spooled", spooled);
  }

  /**
   * Tells that a changing request is about to be carried out.
   *
   * @throws AuditUnavailableException if that cannot be recorded; the request must be refused
   */
  public void begin(AuditEntry entry) throws AuditUnavailableException {
    if (sender.isAway() && spooled.get() >= config.spoolLimit()) {
      throw full();
    }
    try {
      spool.begin(stored(entry, UNKNOWN));
    } catch (SQLException e) {
      throw new AuditUnavailableException("the database takes no audit record", e);
    }
  }

  /**
   * Records how a request ended; returns when the record cannot get lost any more. Refusals of
   * unknown callers beyond their allowance are counted only, see {@link Strangers}.
   *
   * @param begun whether {@link #begin} was called for it
   * @throws AuditUnavailableException if neither broker nor database take the record; the answer
   *     must not be given
   */
  public void finish(AuditEntry entry, Outcome outcome, boolean begun)
      throws AuditUnavailableException {
    if (!begun && entry.isAnonymous() && !strangers.mayBeRecorded(entry.sourceIpAddress())) {
      summarised.increment();
      return;
    }
    keep(entry, outcome, begun);
  }

  private void keep(AuditEntry entry, Outcome outcome, boolean begun)
      throws AuditUnavailableException {
    StoredRecord stored = stored(entry, outcome);
    if (sender.send(stored)) {
      if (begun) {
        forget(stored);
      }
      return;
    }
    int limit = config.spoolLimit() / (entry.isAnonymous() ? ANONYMOUS_SHARE : 1);
    if (!begun && spooled.get() >= limit) {
      throw full();
    }
    try {
      spool.keep(stored);
      spooled.incrementAndGet();
    } catch (SQLException e) {
      throw new AuditUnavailableException("neither broker nor database take an audit record", e);
    }
  }

  /** Tells of the unknown callers of a minute that has passed and that were only counted. */
  void tellOfStrangers() {
    if (strangers.isOver()) {
      tellOfStrangersNow();
    }
  }

  /** Tells of them before the minute is over. */
  void tellOfStrangersNow() {
    Strangers.Counted counted = strangers.take();
    if (counted == null) {
      return;
    }
    try {
      keep(summary(counted), refused(counted), false);
    } catch (AuditUnavailableException e) {
      strangers.giveBack(counted);
      LOGGER
          .atWarn()
          .addKeyValue("requests", counted.count())
          .addKeyValue("error", e.getMessage())
          .log("refused requests that were counted cannot be recorded now; they are counted on");
    }
  }

  private AuditEntry summary(Strangers.Counted counted) {
    UUID id = ids.next();
    return new AuditEntry(
        id,
        id.toString(),
        id.toString(),
        "RefusedRequests",
        "",
        "",
        REGION,
        counted.addresses().size() == 1 ? counted.addresses().getFirst() : "several",
        "",
        new AuditEntry.Identity.Unknown(null),
        Map.of(
            "count", counted.count(),
            "since", counted.since().toString(),
            "until", counted.until().toString(),
            "sourceIPAddresses", counted.addresses()),
        true);
  }

  private static Outcome refused(Strangers.Counted counted) {
    return new Outcome(
        401,
        "AccessDenied",
        counted.count() + " requests of unknown callers were refused and not recorded one by one.");
  }

  /** The row is of no use any more; if it stays, the relay sends a record that came already. */
  private void forget(StoredRecord stored) {
    try {
      spool.forget(stored.eventId());
    } catch (SQLException e) {
      LOGGER
          .atWarn()
          .addKeyValue("eventId", stored.eventId())
          .addKeyValue("error", e.getMessage())
          .log("the row of a finished request stays; its record will be sent again");
    }
  }

  private AuditUnavailableException full() {
    return new AuditUnavailableException(
        "the broker is away and " + spooled.get() + " audit records wait for it already");
  }

  private StoredRecord stored(AuditEntry entry, Outcome outcome) {
    return new StoredRecord(entry.eventId(), format.write(entry, outcome), entry.correlationId());
  }

  /** How many records wait for the broker, as last counted. */
  public long backlog() {
    return spooled.get();
  }

  void counted(long waiting) {
    spooled.set(waiting);
  }
}
