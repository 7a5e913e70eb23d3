package io.cairn.gateway.audit;

import io.cairn.gateway.audit.AuditEntry.Outcome;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records requests, as the package's documentation promises. Blocks; never on an event loop. */
@Singleton
public class AuditTrail {
  private static final Logger LOGGER = LoggerFactory.getLogger(AuditTrail.class);

  /** Part of the spool that requests of nobody in particular may fill: one in ten. */
  private static final int ANONYMOUS_SHARE = 10;

  private static final Outcome UNKNOWN =
      new Outcome(
          0,
          "OutcomeUnknown",
          "The gateway stopped before it knew whether the request was carried out.");

  private final AuditFormat format;
  private final AuditSender sender;
  private final AuditSpool spool;
  private final AuditConfig config;
  private final AtomicLong spooled;

  AuditTrail(
      AuditFormat format,
      AuditSender sender,
      AuditSpool spool,
      AuditConfig config,
      MeterRegistry meters) {
    this.format = format;
    this.sender = sender;
    this.spool = spool;
    this.config = config;
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
   * Records how a request ended; returns when the record cannot get lost any more.
   *
   * @param begun whether {@link #begin} was called for it
   * @throws AuditUnavailableException if neither broker nor database take the record; the answer
   *     must not be given
   */
  public void finish(AuditEntry entry, Outcome outcome, boolean begun)
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
