package io.cairn.config.resource;

import io.cairn.contracts.AccountId;
import io.cairn.contracts.ResourceKey;
import io.cairn.web.problem.HttpProblem;
import io.cairn.web.problem.ProblemError;
import io.cairn.web.problem.ProblemException;
import jakarta.ws.rs.QueryParam;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * The four parameters that name a resource. Query parameters, not parts of the path, since ids hold
 * slashes.
 */
final class ResourceParameters {
  private static final int MAX_REGION = 64;
  private static final int MAX_TYPE = 196;
  private static final int MAX_ID = 1_024;

  @QueryParam("accountId")
  @Parameter(required = true, description = "12 digits")
  @Nullable String accountId;

  @QueryParam("region")
  @Parameter(required = true, description = "An AWS region, or global")
  @Nullable String region;

  @QueryParam("resourceType")
  @Parameter(required = true, description = "For example AWS::S3::Bucket")
  @Nullable String resourceType;

  @QueryParam("resourceId")
  @Parameter(required = true, description = "The id AWS Config gives the resource")
  @Nullable String resourceId;

  /** The resource. Throws a 400 problem that names every parameter that is wrong. */
  ResourceKey key() {
    List<ProblemError> errors = new ArrayList<>();
    String account = text("accountId", accountId, 12, errors);
    if (!account.isEmpty() && !AccountId.isValid(account)) {
      errors.add(new ProblemError("accountId", "must be 12 digits"));
    }
    String where = text("region", region, MAX_REGION, errors);
    String type = text("resourceType", resourceType, MAX_TYPE, errors);
    String id = text("resourceId", resourceId, MAX_ID, errors);
    if (!errors.isEmpty()) {
      throw new ProblemException(
          HttpProblem.BAD_REQUEST,
          "A resource is named by accountId, region, resourceType and resourceId; wrong here: "
              + String.join(", ", errors.stream().map(ProblemError::field).toList())
              + ".",
          errors);
    }
    return new ResourceKey(new AccountId(account), where, type, id);
  }

  private static String text(
      String name, @Nullable String value, int max, List<ProblemError> errors) {
    if (value == null || value.isEmpty()) {
      errors.add(new ProblemError(name, "is required"));
      return "";
    }
    if (value.length() > max || value.indexOf('\0') >= 0) {
      errors.add(new ProblemError(name, "must be text of at most %d characters".formatted(max)));
      return "";
    }
    return value;
  }
}
