package io.cairn.trail.ingest;

import io.cairn.eventstore.EventScanner;
import io.cairn.eventstore.Refusal;
import io.cairn.eventstore.RefusalCode;
import io.cairn.eventstore.Scan;
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
    ByteFeed feed = ByteFeed.open(payload.bytes(), payload.mustBeGzip(), bounds);
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

    Judge(@Nullable String sourceAccount, Instant latest, Sink sink) {
      this.sourceAccount = sourceAccount;
      this.latest = latest;
      this.sink = sink;
    }

    @Override
    public void record(byte[] bytes) throws MalformedInputException {
      Scan scan = scanner.scan(bytes);
      switch (scan) {
        case Refusal refusal ->
            refuse(
                refusal.code(),
                refusal.detail() + ", at byte " + refusal.offset() + " of the record",
                bytes);
        case ScannedEvent event -> judge(event, bytes);
      }
      index++;
    }

    private void judge(ScannedEvent event, byte[] bytes) throws MalformedInputException {
      String account = event.recordAccountId() != null ? event.recordAccountId() : sourceAccount;
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
