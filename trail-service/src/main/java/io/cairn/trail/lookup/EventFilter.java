package io.cairn.trail.lookup;

import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * The filters that every question about events takes; all that are given must hold. Declared for
 * the API's document: {@link LookupQuery} reads them by name.
 */
public final class EventFilter {
  @QueryParam("eventId")
  @Nullable String eventId;

  @QueryParam("eventName")
  @Nullable String eventName;

  @Parameter(description = "User name, root, or session name of an assumed role")
  @QueryParam("username")
  @Nullable String username;

  @Parameter(description = "ARN, id or name of a resource the event names")
  @QueryParam("resourceName")
  @Nullable String resourceName;

  @QueryParam("resourceType")
  @Nullable String resourceType;

  @QueryParam("accessKeyId")
  @Nullable String accessKeyId;

  @QueryParam("eventSource")
  @Nullable String eventSource;

  @Parameter(description = "true or false; events that do not say are neither")
  @QueryParam("readOnly")
  @Nullable String readOnly;

  @QueryParam("errorCode")
  @Nullable String errorCode;

  @QueryParam("sourceIPAddress")
  @Nullable String sourceIPAddress;

  @QueryParam("accountId")
  @Nullable String accountId;

  @QueryParam("region")
  @Nullable String region;

  @QueryParam("principalArn")
  @Nullable String principalArn;

  @Parameter(description = "First time, included: 2026-01-02T03:04:05Z")
  @QueryParam("startTime")
  @Nullable String startTime;

  @Parameter(description = "Last time, included")
  @QueryParam("endTime")
  @Nullable String endTime;

  @Parameter(
      description =
          "A place in the record and its value: $.requestParameters.bucketName=logs (equal)"
              + " or ~text (contains); [n], [*] and ['name'] are understood; repeatable. No"
              + " index holds these, so the answer says scanned.")
  @QueryParam("path")
  @Nullable List<String> path;
}
