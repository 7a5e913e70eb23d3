package io.cairn.findings.finding.api;

import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The query parameters of a list of findings, as sent. Repeated ones are alternatives. */
class FindingParameters {
  @QueryParam("type")
  @Parameter(description = "detection or compliance; may be repeated")
  @Nullable List<String> type;

  @QueryParam("severity")
  @Parameter(description = "informational, low, medium, high or critical; may be repeated")
  @Nullable List<String> severity;

  @QueryParam("minSeverity")
  @Parameter(description = "this severity or worse")
  @Nullable String minSeverity;

  @QueryParam("accountId")
  @Parameter(description = "12 digits; may be repeated")
  @Nullable List<String> accountId;

  @QueryParam("region")
  @Parameter(description = "AWS region or global; may be repeated")
  @Nullable List<String> region;

  @QueryParam("resourceType")
  @Parameter(description = "AWS type name, AWS::S3::Bucket; may be repeated")
  @Nullable List<String> resourceType;

  @QueryParam("resourceId")
  @Parameter(description = "id of the resource; may be repeated")
  @Nullable List<String> resourceId;

  @QueryParam("source")
  @Parameter(description = "id of the detection or name of the rule; may be repeated")
  @Nullable List<String> source;

  @QueryParam("actor")
  @Parameter(description = "ARN of who did it, the role's for assumed roles; may be repeated")
  @Nullable List<String> actor;

  @QueryParam("workflowStatus")
  @Parameter(description = "NEW, NOTIFIED, SUPPRESSED or RESOLVED; may be repeated")
  @Nullable List<String> workflowStatus;

  @QueryParam("recordState")
  @Parameter(description = "ACTIVE or ARCHIVED; may be repeated; both where it is absent")
  @Nullable List<String> recordState;

  @QueryParam("firstSeenFrom")
  @Nullable String firstSeenFrom;

  @QueryParam("firstSeenTo")
  @Nullable String firstSeenTo;

  @QueryParam("lastSeenFrom")
  @Nullable String lastSeenFrom;

  @QueryParam("lastSeenTo")
  @Nullable String lastSeenTo;

  @QueryParam("updatedFrom")
  @Nullable String updatedFrom;

  @QueryParam("updatedTo")
  @Nullable String updatedTo;

  @QueryParam("text")
  @Parameter(
      description =
          "words of title, description, source, resource, actor and note, in any order and case; each may be the beginning of one")
  @Nullable String text;

  @QueryParam("sort")
  @Parameter(description = "lastSeen (default) or severity, both falling")
  @Nullable String sort;
}
