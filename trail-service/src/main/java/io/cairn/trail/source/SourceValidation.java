package io.cairn.trail.source;

import io.cairn.aws.EndpointGuard;
import io.cairn.aws.EndpointRefusedException;
import io.cairn.contracts.AccountId;
import io.cairn.web.problem.ProblemError;
import io.cairn.web.problem.ProblemException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks a source's settings and names everything that is wrong at once. */
final class SourceValidation {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,128}");
  private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]{1,12}){1,3}-[0-9]{1,2}");
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern ROLE = Pattern.compile("arn:[a-z-]+:iam::[0-9]{12}:role/.{1,512}");
  private static final Pattern ORGANIZATION = Pattern.compile("o-[a-z0-9]{10,32}");

  private final List<ProblemError> errors = new ArrayList<>();
  private final boolean allowPrivateEndpoints;

  private SourceValidation(boolean allowPrivateEndpoints) {
    this.allowPrivateEndpoints = allowPrivateEndpoints;
  }

  /** Throws a 400 problem that lists all faults. */
  static void check(SourceSettings settings, boolean allowPrivateEndpoints) {
    var validation = new SourceValidation(allowPrivateEndpoints);
    validation.check(settings);
    if (!validation.errors.isEmpty()) {
      ProblemError first = validation.errors.getFirst();
      throw new ProblemException(
          SourceProblem.INVALID, first.field() + " " + first.detail() + ".", validation.errors);
    }
  }

  private void check(SourceSettings s) {
    matches(
        "name", s.name(), NAME, true, "has 1 to 128 letters, digits, dots, dashes or underscores");
    if (s.kind() == null) {
      wrong("kind", "is S3_LISTING or S3_SQS");
    }
    matches("region", s.region(), REGION, true, "is an AWS region, as eu-west-1");
    matches("bucket", s.bucket(), BUCKET, s.kind() == SourceKind.S3_LISTING, "is a bucket's name");
    matches("roleArn", s.roleArn(), ROLE, false, "is the ARN of an IAM role");
    matches(
        "organizationId", s.organizationId(), ORGANIZATION, false, "is an organisation's id, o-…");
    if (s.externalId() != null && (s.externalId().isEmpty() || s.externalId().length() > 1_224)) {
      wrong("externalId", "has 1 to 1224 characters");
    }
    prefix(s.prefix());
    endpoint("endpoint", s.endpoint());
    queue(s);
    account("accountId", s.accountId());
    orEmpty(s.accountIds()).forEach(id -> account("accountIds", id));
    orEmpty(s.regions())
        .forEach(r -> matches("regions", r, REGION, true, "are AWS regions, as eu-west-1"));
  }

  static List<String> orEmpty(@Nullable List<String> list) {
    return list == null ? List.of() : list;
  }

  private void prefix(@Nullable String prefix) {
    if (prefix != null && !prefix.isEmpty() && (!prefix.endsWith("/") || prefix.length() > 512)) {
      wrong("prefix", "is empty or ends with /, and has at most 512 characters");
    }
  }

  private void account(String field, @Nullable String id) {
    if (id != null && !AccountId.isValid(id)) {
      wrong(field, "is a 12-digit account id, not " + id);
    }
  }

  private void matches(
      String field, @Nullable String value, Pattern pattern, boolean required, String what) {
    if (value == null ? required : !pattern.matcher(value).matches()) {
      wrong(field, value == null ? what + " and is required" : what);
    }
  }

  private void endpoint(String field, @Nullable String value) {
    if (value == null) {
      return;
    }
    try {
      new EndpointGuard(allowPrivateEndpoints).check(new URI(value));
    } catch (URISyntaxException _) {
      wrong(field, "is a URL, as https://host/path");
    } catch (EndpointRefusedException e) {
      wrong(field, "is refused: " + e.getMessage());
    }
  }

  private void queue(SourceSettings s) {
    String url = s.queueUrl();
    if (url == null) {
      if (s.kind() == SourceKind.S3_SQS) {
        wrong("queueUrl", "is required");
      }
    } else if (!url.matches("https?://[^/@ ]+/.{1,512}")) {
      wrong(
          "queueUrl", "is a queue's URL, as https://sqs.eu-west-1.amazonaws.com/123456789012/name");
    } else if (s.endpoint() != null) {
      endpoint("queueUrl", url);
    }
  }

  private void wrong(String field, String detail) {
    errors.add(new ProblemError(field, detail));
  }
}
