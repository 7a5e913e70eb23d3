package io.cairn.findings.notification.message;

import io.cairn.contracts.ComplianceChanged;
import io.cairn.findings.finding.FindingType;
import io.cairn.findings.finding.api.FindingDto;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A message in words: what, where, who, when, what to do.
 *
 * @param headline one line
 * @param body the rest, a line for each question
 */
record MessageText(String headline, String body) {
  private static final int MAX_SUBJECT = 100;
  private static final int MAX_LINE = 1_000;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** Headline and body. */
  String whole() {
    return headline + "\n" + body;
  }

  /** The headline as SNS takes a subject: at most 100 printable ASCII characters. */
  String subject() {
    String ascii = headline.replaceAll("[^\\x20-\\x7E]+", "?").strip();
    return ascii.length() <= MAX_SUBJECT ? ascii : ascii.substring(0, MAX_SUBJECT - 3) + "...";
  }

  static MessageText of(FindingDto.Item finding, String change, int gathered) {
    String headline =
        "[" + finding.severity().name() + "] " + word(change) + ": " + line(finding.title());
    var body = new StringBuilder();
    add(body, "What", finding.description());
    add(body, "Where", where(finding));
    add(body, "Who", who(finding));
    add(body, "When", when(finding, gathered));
    add(body, "What to do", todo(finding.remediation(), finding.resourceId()));
    add(body, "Status", finding.workflowStatus() + ", " + finding.recordState());
    add(body, "Finding", finding.findingId() + " (" + finding.source() + ")");
    return new MessageText(headline, body.toString());
  }

  private static String word(String change) {
    return switch (change) {
      case "CREATED" -> "New finding";
      case "RECURRED" -> "Seen again";
      case "REOPENED" -> "Came back";
      case "RESOLVED" -> "Resolved";
      default -> "Changed";
    };
  }

  private static String where(FindingDto.Item finding) {
    String place = "account " + finding.accountId() + ", " + finding.region();
    return finding.resourceId() == null
        ? place
        : finding.resourceType() + " " + finding.resourceId() + ", " + place;
  }

  private static String who(FindingDto.Item finding) {
    if (finding.type() == FindingType.COMPLIANCE) {
      return "./cairn who " + finding.resourceId() + " tells who changed the resource";
    }
    String actor = finding.actor() == null ? "not named by the event" : finding.actor();
    List<FindingDto.Event> events = finding.evidence().events();
    @Nullable String from = events.isEmpty() ? null : events.getFirst().sourceIPAddress();
    return from == null ? actor : actor + " from " + from;
  }

  private static String when(FindingDto.Item finding, int gathered) {
    String last = TIME.format(finding.lastSeen());
    if (finding.count() == 1) {
      return last;
    }
    String since = "; seen " + finding.count() + " times since " + TIME.format(finding.firstSeen());
    return gathered == 0
        ? last + since
        : last + since + " (further occurrences gathered in this message)";
  }

  private static String todo(@Nullable String remediation, @Nullable String resourceId) {
    if (remediation != null) {
      return remediation;
    }
    return resourceId == null
        ? "Check with the actor whether this was meant."
        : "Check with the actor whether this was meant, and look at " + resourceId + ".";
  }

  static MessageText of(ComplianceChanged verdict) {
    boolean broken = verdict.newComplianceType().name().equals("NON_COMPLIANT");
    String name = verdict.resourceName() == null ? verdict.resourceId() : verdict.resourceName();
    String headline =
        "["
            + verdict.severity().toUpperCase(Locale.ROOT)
            + "] Rule "
            + (broken ? "broken" : "kept again")
            + ": "
            + line(verdict.configRuleName() + " by " + verdict.resourceType() + " " + name);
    var body = new StringBuilder();
    add(body, "What", verdict.description());
    add(body, "Why", verdict.annotation());
    add(
        body,
        "Where",
        verdict.resourceType()
            + " "
            + verdict.resourceId()
            + ", account "
            + verdict.accountId()
            + ", "
            + verdict.region());
    add(body, "Who", "./cairn who " + verdict.resourceId() + " tells who changed the resource");
    add(body, "When", time(verdict.evaluatedAt()));
    if (broken) {
      add(body, "What to do", todo(verdict.remediation(), verdict.resourceId()));
    }
    add(body, "Verdict", verdict.oldComplianceType() + " -> " + verdict.newComplianceType());
    return new MessageText(headline, body.toString());
  }

  static String time(Instant at) {
    return TIME.format(at);
  }

  private static void add(StringBuilder body, String question, @Nullable String answer) {
    if (answer != null && !answer.isBlank()) {
      body.append(body.isEmpty() ? "" : "\n").append(question).append(": ").append(line(answer));
    }
  }

  /** One line of bounded length: what callers wrote must not look like lines of ours. */
  private static String line(String text) {
    String one = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return one.length() <= MAX_LINE ? one : one.substring(0, MAX_LINE - 1) + "…";
  }
}
