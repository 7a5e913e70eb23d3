package io.cairn.findings.notification.message;

import io.cairn.contracts.ComplianceChanged;
import io.cairn.findings.finding.api.FindingDto;
import io.cairn.findings.notification.message.Summary.Listed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A summary in words. */
final class SummaryText {
  private SummaryText() {}

  static MessageText of(Summary summary) {
    List<String> lines = new ArrayList<>();
    if (summary.history()) {
      lines.add(
          "Note: history. Each of these rests on events that were old when they came in, as an import of logs"
              + " brings them; nothing here says that it goes on now.");
    }
    lines.add("What: " + counted(summary.byChange()) + ", " + about(summary));
    lines.add("By severity: " + counted(summary.bySeverity()));
    lines.add("By type: " + counted(summary.byType()));
    lines.add("Where: " + where(summary));
    lines.add(
        "When: "
            + MessageText.time(summary.firstSeen())
            + " to "
            + MessageText.time(summary.lastSeen()));
    int place = 0;
    for (Listed one : summary.listed()) {
      lines.add("");
      lines.add(++place + " of " + number(summary.changes()) + ": " + text(one).whole());
    }
    if (summary.changes() > summary.listed().size()) {
      lines.add("");
      lines.add("The rest: GET " + summary.rest() + " lists all " + number(summary.changes()));
    }
    return new MessageText(headline(summary), String.join("\n", lines));
  }

  private static String headline(Summary summary) {
    String worst = summary.bySeverity().keySet().iterator().next().toUpperCase(Locale.ROOT);
    return (summary.history() ? "[HISTORY, up to " + worst + "] " : "[" + worst + "] ")
        + number(summary.changes())
        + (summary.changes() == 1 ? " change" : " changes")
        + (summary.history() ? " found in old events: " : " gathered: ")
        + counted(summary.bySeverity());
  }

  private static String about(Summary summary) {
    return summary.findings() == 0
        ? "about rules alone"
        : "about "
            + number(summary.findings())
            + (summary.findings() == 1 ? " finding" : " findings");
  }

  private static String where(Summary summary) {
    String named =
        summary.byAccount().entrySet().stream()
            .map(account -> "account " + account.getKey() + " (" + number(account.getValue()) + ")")
            .collect(Collectors.joining(", "));
    long more = summary.accounts() - summary.byAccount().size();
    return more == 0 ? named : named + " and " + number(more) + " more accounts";
  }

  private static String counted(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .map(count -> number(count.getValue()) + " " + word(count.getKey()))
        .collect(Collectors.joining(", "));
  }

  private static String word(String name) {
    return switch (name) {
      case "CREATED" -> "new";
      case "RECURRED" -> "seen again";
      case "REOPENED" -> "came back";
      case "RESOLVED" -> "resolved";
      case "COMPLIANCE" -> "of a rule's verdict";
      case "detection" -> "by detections over API events";
      case "compliance" -> "by configuration rules";
      default -> name;
    };
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static MessageText text(Listed one) {
    FindingDto.Item finding = one.finding();
    if (finding != null) {
      return MessageText.of(finding, one.change(), one.gathered());
    }
    ComplianceChanged verdict = one.compliance();
    if (verdict == null) {
      throw new IllegalStateException("something listed is neither a finding nor a verdict");
    }
    return MessageText.of(verdict);
  }
}
