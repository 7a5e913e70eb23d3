package io.cairn.findings.finding.record;

import io.cairn.findings.finding.EventEvidence;
import io.cairn.findings.finding.FindingDraft;
import io.cairn.findings.finding.store.FindingTable.Seen;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The incidents of one finding within a batch: exact count and times, and only those events that
 * could still be among the ones kept.
 */
final class Occurrences {
  private final int firstKept;
  private final int latestKept;
  private final TreeSet<EventEvidence> first = new TreeSet<>(EventEvidence.BY_TIME);
  private final TreeSet<EventEvidence> latest = new TreeSet<>(EventEvidence.BY_TIME);
  private final List<FindingDraft> drafts = new ArrayList<>(1);
  private final Duration historyAfter;
  private boolean history = true;
  private long count;
  private Instant from = Instant.MAX;
  private Instant to = Instant.MIN;

  Occurrences(int firstKept, int latestKept, Duration historyAfter) {
    this.firstKept = firstKept;
    this.latestKept = latestKept;
    this.historyAfter = historyAfter;
  }

  void add(Incident incident) {
    count++;
    Instant before = incident.acceptedAt().minus(historyAfter);
    for (EventEvidence event : incident.events()) {
      Instant at = event.eventTime();
      history &= at.isBefore(before);
      if (at.isBefore(from)) {
        from = at;
      }
      if (!at.isBefore(to)) {
        to = at;
        drafts.clear();
        drafts.add(incident.finding());
      }
      keep(event);
    }
  }

  private void keep(EventEvidence event) {
    first.add(event);
    if (first.size() > firstKept) {
      first.pollLast();
    }
    latest.add(event);
    if (latest.size() > latestKept) {
      latest.pollFirst();
    }
  }

  /** The words of the latest incident. */
  FindingDraft draft() {
    return drafts.getFirst();
  }

  /** Whether every event was old when the suite took it in. */
  boolean history() {
    return history;
  }

  Seen seen() {
    return new Seen(count, from, to);
  }

  List<EventEvidence> kept() {
    var all = new TreeSet<>(EventEvidence.BY_TIME);
    all.addAll(first);
    all.addAll(latest);
    return List.copyOf(all);
  }
}
