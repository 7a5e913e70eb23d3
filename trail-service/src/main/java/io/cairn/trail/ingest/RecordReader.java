package io.cairn.trail.ingest;

import io.cairn.contracts.AccountId;
import io.cairn.eventstore.EventScanner;
import io.cairn.eventstore.Refusal;
import io.cairn.eventstore.RefusalCode;
import io.cairn.eventstore.ScannedEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Takes a payload apart and judges each record: accepted for an account, or refused. */
final class RecordReader {

  /** Takes the judged records, in order. */
  interface Sink {
    void accepted(String accountId, byte[] bytes);

    /** {@code bytes} are the record, or the beginning of a record of {@code length} bytes. */
    void refused(RefusedRecord refused, byte[] bytes, long length) throws MalformedInputException;
  }

  private final IngestConfig bounds;
  private final EventScanner scanner;

  RecordReader(IngestConfig bounds) {
    this.bounds = bounds;
    this.scanner = new EventScanner(bounds.maxDepth());
  }

  /** Reads all records; {@code latest} is the last event time that is accepted. */
  void read(Payload payload, @Nullable String sourceAccount, Instant latest, Sink sink)
      throws MalformedInputException {
    ByteFeed feed = new SniffedFeed(ByteFeed.open(payload.bytes(), payload.mustBeGzip(), bounds));
    var judge = new Judge(sourceAccount, latest, sink);
    if (payload.lines()) {
      LineSplitter.split(feed, bounds.maxRecords(), judge);
    } else {
      RecordSplitter.split(feed, bounds.maxRecords(), judge);
    }
  }

  private final class Judge implements RecordSplitter.Sink {
    private final @Nullable String sourceAccount;
    private final Instant latest;
    private final Sink sink;
    private int index;
    private boolean nested;

    Judge(@Nullable String sourceAccount, Instant latest, Sink sink) {
      this.sourceAccount = sourceAccount;
      this.latest = latest;
      this.sink = sink;
    }

    @Override
    public void record(byte[] bytes) throws MalformedInputException {
      switch (scanner.scan(bytes)) {
        case ScannedEvent event -> judge(event, sourceAccount, bytes);
        case Refusal refusal -> {
          if (refusal.code() == RefusalCode.EVENT_ID_INVALID) {
            unwrap(refusal, bytes);
          } else {
            refuse(refusal, "", bytes);
          }
        }
      }
      index++;
    }

    private void unwrap(Refusal refusal, byte[] bytes) throws MalformedInputException {
      switch (Wrapping.of(bytes)) {
        case Wrapping.Inner inner -> inner(inner);
        case Wrapping.Nothing _ -> index--;
        case Wrapping.Listed _ when !nested -> {
          nested = true;
          RecordSplitter.split(new PlainFeed(bytes), bounds.maxRecords(), this);
          nested = false;
          index--;
        }
        case Wrapping.Listed _ -> refuse(refusal, "lists of records nest in each other", bytes);
        case Wrapping.Unknown unknown -> refuse(refusal, unknown.hint(), bytes);
      }
    }

    private void inner(Wrapping.Inner inner) throws MalformedInputException {
      String account = inner.account();
      switch (scanner.scan(inner.bytes())) {
        case ScannedEvent event ->
            judge(
                event,
                account != null && AccountId.isValid(account) ? account : sourceAccount,
                inner.bytes());
        case Refusal refusal -> refuse(refusal, hint(Wrapping.of(inner.bytes())), inner.bytes());
      }
    }

    private static String hint(Wrapping.Found found) {
      return found instanceof Wrapping.Unknown unknown ? unknown.hint() : "";
    }

    private void refuse(Refusal refusal, String hint, byte[] bytes) throws MalformedInputException {
      String detail = refusal.detail() + ", at byte " + refusal.offset() + " of the record";
      refuse(refusal.code(), hint.isEmpty() ? detail : detail + "; " + hint, bytes);
    }

    private void judge(ScannedEvent event, @Nullable String fallback, byte[] bytes)
        throws MalformedInputException {
      String account = event.recordAccountId() != null ? event.recordAccountId() : fallback;
      if (account == null) {
        refuse(
            RefusalCode.ACCOUNT_MISSING,
            "neither recipientAccountId nor userIdentity.accountId is an account id, and the source"
                + " has none",
            bytes);
      } else if (event.eventTime().isAfter(latest)) {
        refuse(
            RefusalCode.EVENT_TIME_INVALID,
            "eventTime " + event.eventTime() + " lies in the future; is a clock wrong?",
            bytes);
      } else {
        sink.accepted(account, bytes);
      }
    }

    @Override
    public void tooLarge(byte[] beginning, long length) throws MalformedInputException {
      refuse(
          RefusalCode.TOO_LARGE,
          "the record has "
              + length
              + " bytes; at most "
              + EventScanner.MAX_RECORD_BYTES
              + " are accepted (the dead letter keeps the first "
              + beginning.length
              + ")",
          beginning,
          length);
      index++;
    }

    private void refuse(RefusalCode code, String detail, byte[] bytes)
        throws MalformedInputException {
      refuse(code, detail, bytes, bytes.length);
    }

    private void refuse(RefusalCode code, String detail, byte[] bytes, long length)
        throws MalformedInputException {
      sink.refused(new RefusedRecord(index, code.name(), detail), bytes, length);
    }
  }
}
