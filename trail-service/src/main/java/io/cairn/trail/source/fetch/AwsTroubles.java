package io.cairn.trail.source.fetch;

import io.cairn.trail.source.Source;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sts.model.StsException;

/**
 * What AWS's own error answers mean for a source: by their codes, and by their words only where one
 * code stands for several causes.
 */
final class AwsTroubles {
  private static final Set<String> DENIED =
      Set.of("AccessDenied", "AccessDeniedException", "403 Forbidden", "AllAccessDisabled");
  private static final Set<String> WRONG_REGION =
      Set.of(
          "PermanentRedirect",
          "TemporaryRedirect",
          "AuthorizationHeaderMalformed",
          "IllegalLocationConstraintException");
  private static final Set<String> REGION_OFF =
      Set.of("RegionDisabledException", "RegionDisabled", "OptInRequired");
  private static final Set<String> NO_QUEUE =
      Set.of("QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue", "NonExistentQueue");
  private static final Set<String> EXPIRED =
      Set.of("ExpiredToken", "ExpiredTokenException", "RequestExpired", "TokenRefreshRequired");
  private static final Set<String> WRONG_CREDENTIALS =
      Set.of(
          "InvalidAccessKeyId",
          "SignatureDoesNotMatch",
          "InvalidSignatureException",
          "InvalidClientTokenId",
          "UnrecognizedClientException",
          "InvalidToken",
          "MissingAuthenticationToken");

  private AwsTroubles() {}

  static Trouble of(AwsServiceException e, Source source) {
    String code = code(e);
    if (e.isThrottlingException() || e.statusCode() == 429) {
      return Trouble.ofSource(
          "THROTTLED",
          e,
          "AWS was asked too often, by all that share the account and bucket; it is tried again.");
    }
    if (REGION_OFF.contains(code)) {
      return Trouble.ofSource(
          "REGION_NOT_ENABLED",
          e,
          "Enable " + source.region() + " (and STS in it) in the account, or use another region.");
    }
    if (EXPIRED.contains(code)) {
      return Trouble.ofSource(
          "CREDENTIALS_EXPIRED",
          e,
          "Renew the credentials that the service finds in its environment or profile.");
    }
    if (WRONG_CREDENTIALS.contains(code)) {
      return Trouble.ofSource(
          "CREDENTIALS_WRONG",
          e,
          "Give the service a key that exists, in its environment or profile; in a region that the"
              + " account has not enabled every key is refused in this way.");
    }
    return e instanceof StsException sts ? ofRole(sts, code, source) : ofData(e, code, source);
  }

  private static Trouble ofRole(StsException e, String code, Source source) {
    if (e.statusCode() >= 500) {
      return Trouble.ofSource(code, e, "It is tried again; see AWS's status if it stays.");
    }
    return Trouble.ofSource(
        "ROLE_DENIED",
        e,
        "Let the trust policy of "
            + source.roleArn()
            + " name the suite's principal; "
            + (source.externalId() == null
                ? "if it asks for an external id, set it in the source."
                : "see that its sts:ExternalId is the source's, since AWS answers a wrong one in"
                    + " the same way."));
  }

  private static Trouble ofData(AwsServiceException e, String code, Source source) {
    if (isOfKey(e, code)) {
      return ofKey(e, code, source);
    }
    if (DENIED.contains(code)) {
      return denied(e, source);
    }
    if (WRONG_REGION.contains(code) || e.statusCode() == 301 || e.statusCode() == 307) {
      return wrongRegion(e, source);
    }
    if (NO_QUEUE.contains(code)) {
      return Trouble.ofSource(
          "NO_SUCH_QUEUE", e, "Set the queue's right URL; it is now " + source.queueUrl() + ".");
    }
    return switch (code) {
      case "NoSuchBucket" ->
          Trouble.ofSource(
              "NO_SUCH_BUCKET",
              e,
              "Set the bucket's right name; it is now " + source.bucket() + ".");
      case "NoSuchKey" ->
          Trouble.ofFileForGood(
              "GONE",
              Trouble.text(e),
              "The object was deleted between its listing or notification and its reading, by a"
                  + " lifecycle rule or by hand; restore it if it is needed.");
      case "InvalidObjectState" ->
          Trouble.ofFile(
              "ARCHIVED",
              e,
              "Restore the object from its archive tier (aws s3api restore-object); it is read when"
                  + " it is back. A start date behind the archived days leaves them out.");
      default ->
          e.statusCode() == 404
              ? Trouble.ofFileForGood(code, Trouble.text(e), "See whether the object still exists.")
              : Trouble.ofSource(
                  code.isEmpty() ? "AWS_ERROR" : code,
                  e,
                  "It is tried again; see AWS's status if it stays.");
    };
  }

  /** S3 answers 403 AccessDenied for a key it may not use, and names the action it was denied. */
  private static boolean isOfKey(AwsServiceException e, String code) {
    return code.toLowerCase(Locale.ROOT).startsWith("kms")
        || (DENIED.contains(code) && lower(e).contains("kms:"));
  }

  private static Trouble ofKey(AwsServiceException e, String code, Source source) {
    boolean denied = DENIED.contains(code) || code.toLowerCase(Locale.ROOT).contains("denied");
    return denied
        ? Trouble.ofFile(
            "KMS_DENIED",
            e,
            "Allow kms:Decrypt on the trail's key to " + who(source) + ", in the key policy too.")
        : Trouble.ofFile(
            "KMS_KEY_UNUSABLE",
            e,
            "The trail's key is disabled, pending deletion or gone; enable it or cancel its"
                + " deletion.");
  }

  private static Trouble denied(AwsServiceException e, Source source) {
    String payer =
        source.requesterPays()
            ? ""
            : " If the bucket is Requester Pays, set requesterPays: S3 denies others in this way.";
    return Trouble.ofFile(
        "ACCESS_DENIED",
        e,
        "Allow s3:ListBucket on the bucket and s3:GetObject on its log files (sqs:ReceiveMessage"
            + " and sqs:DeleteMessage on the queue) to "
            + who(source)
            + ", and see that neither the bucket policy nor an organisation's policy denies it."
            + payer);
  }

  private static Trouble wrongRegion(AwsServiceException e, Source source) {
    String right =
        Optional.ofNullable(e.awsErrorDetails())
            .map(details -> details.sdkHttpResponse())
            .flatMap(response -> response.firstMatchingHeader("x-amz-bucket-region"))
            .map(region -> "The bucket lies in " + region + "; set that region")
            .orElse("Set the region in which the bucket lies");
    return Trouble.ofSource(
        "WRONG_REGION", e, right + " in the source; it is now " + source.region() + ".");
  }

  private static String who(Source source) {
    String role = source.roleArn();
    return role == null ? "the suite's credentials" : role;
  }

  private static String code(AwsServiceException e) {
    String code = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorCode();
    return code == null ? "" : code.substring(code.indexOf('#') + 1);
  }

  private static String lower(AwsServiceException e) {
    return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
  }
}
