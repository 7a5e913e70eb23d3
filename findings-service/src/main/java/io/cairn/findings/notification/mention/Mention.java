package io.cairn.findings.notification.mention;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.cairn.findings.finding.FindingType;
import io.cairn.findings.finding.Severity;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One change that a message tells of.
 *
 * @param mentionId the mention
 * @param change {@code CREATED RECURRED REOPENED RESOLVED}, or {@code COMPLIANCE} for a rule's flip
 * @param findingId the finding, unless it is a flip
 * @param title the finding's title then, or the rule
 * @param type what found it
 * @param severity how bad it was then
 * @param accountId account concerned
 * @param verdict the flip, as JSON; null for findings
 * @param seenAt event time of the latest sighting, or when the rule was judged
 * @param history whether it rests on events that were old when the suite took them in
 * @param gathered further occurrences of the finding that were taken up
 * @param createdAt when the suite noted it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
public record Mention(
    UUID mentionId,
    String change,
    @Nullable UUID findingId,
    String title,
    FindingType type,
    Severity severity,
    String accountId,
    @JsonIgnore @Nullable String verdict,
    Instant seenAt,
    boolean history,
    int gathered,
    Instant createdAt) {
  /** The change of a rule's verdict. */
  public static final String COMPLIANCE = "COMPLIANCE";

  /** What a message tells that gathers several mentions. */
  public static final String SUMMARY = "SUMMARY";

  /** What a message tells about old events. */
  public static final String HISTORY = "HISTORY";
}
