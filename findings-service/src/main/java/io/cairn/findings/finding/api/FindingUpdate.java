package io.cairn.findings.finding.api;

import io.cairn.findings.finding.Decision;
import io.cairn.findings.finding.RecordState;
import io.cairn.findings.finding.Severity;
import io.cairn.findings.finding.WorkflowStatus;
import io.cairn.web.problem.ProblemException;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A checked update; null members stay as they are, at least one is there. */
record FindingUpdate(
    @Nullable WorkflowStatus workflowStatus,
    @Nullable Severity severity,
    @Nullable String note,
    @Nullable RecordState recordState) {

  /** Longest note in characters. */
  static final int MAX_NOTE = 4_096;

  static FindingUpdate of(FindingDto.@Nullable Update sent) {
    if (sent == null
        || (sent.workflowStatus() == null
            && sent.severity() == null
            && sent.note() == null
            && sent.recordState() == null)) {
      throw refused("the body names none of workflowStatus, severity, note and recordState");
    }
    if (sent.note() != null && sent.note().length() > MAX_NOTE) {
      throw refused("the note is longer than " + MAX_NOTE + " characters");
    }
    if (sent.note() != null && sent.note().indexOf('\0') >= 0) {
      throw refused("the note holds the character NUL");
    }
    return new FindingUpdate(
        read(sent.workflowStatus(), WorkflowStatus::of),
        read(sent.severity(), Severity::of),
        sent.note(),
        read(sent.recordState(), RecordState::of));
  }

  private static <T> @Nullable T read(@Nullable String text, Function<String, T> parse) {
    if (text == null) {
      return null;
    }
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException e) {
      throw refused(String.valueOf(e.getMessage()));
    }
  }

  /** What the update makes of a decision. */
  UnaryOperator<Decision> on(String by, Instant at) {
    return before -> {
      Decision after = before;
      if (workflowStatus != null) {
        after = after.with(workflowStatus);
      }
      if (recordState != null) {
        after = after.with(recordState);
      }
      if (severity != null && severity != before.severity()) {
        after = after.with(severity);
      }
      return note == null || note.equals(before.note()) ? after : after.withNote(note, by, at);
    };
  }

  static ProblemException refused(String why) {
    return new ProblemException(FindingProblem.FINDING_UPDATE, "Nothing was changed: " + why + ".");
  }

  /** The version in an {@code If-Match} header, {@code "3"}; null without one or for a star. */
  static @Nullable Long version(@Nullable String ifMatch, UUID id) {
    if (ifMatch == null || ifMatch.equals("*")) {
      return null;
    }
    String text = ifMatch.replace("\"", "");
    if (!text.matches("[0-9]{1,18}")) {
      throw refused(
          "If-Match is '" + ifMatch + "', which is no ETag of finding " + id + ", such as \"3\"");
    }
    return Long.valueOf(text);
  }
}
