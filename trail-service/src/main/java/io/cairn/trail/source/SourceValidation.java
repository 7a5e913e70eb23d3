package io.cairn.trail.source;

import io.cairn.contracts.AccountId;
import io.cairn.web.problem.ProblemError;
import io.cairn.web.problem.ProblemException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
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
    url("endpoint", s.endpoint(), false);
    url("queueUrl", s.queueUrl(), s.kind() == SourceKind.S3_SQS);
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

  private void url(String field, @Nullable String value, boolean required) {
    if (value == null) {
      if (required) {
        wrong(field, "is required");
      }
      return;
    }
    try {
      URI uri = new URI(value);
      boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      if (!web || uri.getHost() == null || uri.getUserInfo() != null) {
        wrong(field, "is a URL, as https://host/path");
      } else if (!allowPrivateEndpoints && !isPublic(uri)) {
        wrong(
            field,
            "must be https and no loopback, private or link-local address, unless"
                + " trail.source.allow-private-endpoints is set");
      }
    } catch (URISyntaxException _) {
      wrong(field, "is a URL, as https://host/path");
    } catch (UnknownHostException _) {
      wrong(field, "names a host that is not known here");
    }
  }

  private static boolean isPublic(URI uri) throws UnknownHostException {
    if (!"https".equals(uri.getScheme())) {
      return false;
    }
    for (InetAddress address : InetAddress.getAllByName(uri.getHost())) {
      boolean uniqueLocal =
          address.getAddress().length == 16 && (address.getAddress()[0] & 0xfe) == 0xfc;
      if (address.isLoopbackAddress()
          || address.isSiteLocalAddress()
          || address.isLinkLocalAddress()
          || address.isAnyLocalAddress()
          || address.isMulticastAddress()
          || uniqueLocal) {
        return false;
      }
    }
    return true;
  }

  private void wrong(String field, String detail) {
    errors.add(new ProblemError(field, detail));
  }
}
