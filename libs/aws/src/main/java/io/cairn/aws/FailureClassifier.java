package io.cairn.aws;

import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.model.StsException;

/** Sorts the SDK's exceptions into {@link AwsFailure}s by AWS's error codes. */
public final class FailureClassifier {

  private static final Set<String> THROTTLES =
      Set.of(
          "Throttling",
          "ThrottlingException",
          "ThrottledException",
          "RequestLimitExceeded",
          "TooManyRequestsException",
          "RequestThrottled",
          "RequestThrottledException",
          "SlowDown",
          "PriorRequestNotComplete",
          "LimitExceededException",
          "EC2ThrottledException",
          "BandwidthLimitExceeded",
          "ProvisionedThroughputExceededException");
  private static final Set<String> TRANSIENTS =
      Set.of(
          "RequestTimeout",
          "RequestTimeoutException",
          "InternalFailure",
          "InternalError",
          "InternalServerError",
          "ServiceUnavailable",
          "Unavailable",
          "IDPCommunicationError",
          "TransactionInProgressException");
  private static final Set<String> DENIALS =
      Set.of(
          "AccessDenied",
          "AccessDeniedException",
          "UnauthorizedOperation",
          "AuthorizationError",
          "AuthorizationErrorException",
          "UnauthorizedAccess",
          "KMSAccessDeniedException",
          "AllAccessDisabled");
  private static final Set<String> OFF =
      Set.of("OptInRequired", "SubscriptionRequiredException", "NotSignedUp");
  private static final Set<String> CREDENTIALS =
      Set.of(
          "ExpiredToken",
          "ExpiredTokenException",
          "RequestExpired",
          "InvalidClientTokenId",
          "InvalidAccessKeyId",
          "InvalidToken",
          "UnrecognizedClientException",
          "AuthFailure",
          "IncompleteSignature",
          "MissingAuthenticationToken",
          "RequestTimeTooSkewed",
          "InvalidSignatureException",
          "SignatureDoesNotMatch");
  private static final Set<String> INVALID =
      Set.of(
          "ValidationException",
          "ValidationError",
          "InvalidParameterValue",
          "InvalidParameterException",
          "InvalidParameter");
  private static final Set<String> UNSUPPORTED =
      Set.of(
          "UnknownOperation",
          "UnknownOperationException",
          "InvalidAction",
          "NotImplemented",
          "MethodNotAllowed");

  private FailureClassifier() {}

  /**
   * What {@code error} means.
   *
   * @param absentCodes codes that mean absence for this very call
   */
  public static AwsFailure classify(SdkException error, Set<String> absentCodes) {
    if (error instanceof StsException sts && !absentCodes.contains(code(sts))) {
      return ofSts(sts);
    }
    if (error instanceof AwsServiceException service) {
      return ofService(service, absentCodes);
    }
    return ClientFailures.of(error);
  }

  /** Errors of STS appear under every call that assumes a role first. */
  private static AwsFailure ofSts(StsException error) {
    AwsFailure plain = ofService(error, Set.of());
    boolean refused =
        plain instanceof AwsFailure.Denied
            || plain instanceof AwsFailure.Invalid
            || plain instanceof AwsFailure.NotEnabled;
    return refused ? new AwsFailure.CredentialsRefused(plain.code(), plain.message()) : plain;
  }

  private static AwsFailure ofService(AwsServiceException error, Set<String> absentCodes) {
    String code = code(error);
    String message = message(error);
    int status = error.statusCode();
    if (absentCodes.contains(code)) {
      return new AwsFailure.Absent(code, message);
    } else if (THROTTLES.contains(code) || status == 429) {
      return new AwsFailure.Throttled(code, message);
    } else if (OFF.contains(code)) {
      return new AwsFailure.NotEnabled(code, message);
    } else if (CREDENTIALS.contains(code) || status == 401) {
      // the JDK's client hides the body of a 401, which is how EC2 says AuthFailure
      return new AwsFailure.CredentialsRefused(code, message);
    } else if (DENIALS.contains(code)) {
      return new AwsFailure.Denied(code, message);
    } else if (UNSUPPORTED.contains(code) || status == 501) {
      return new AwsFailure.Unsupported(code, message);
    } else if (INVALID.contains(code)) {
      return new AwsFailure.Invalid(code, message);
    } else if (TRANSIENTS.contains(code) || status >= 500) {
      return new AwsFailure.Transient(code, message);
    } else if (status == 403) {
      return new AwsFailure.Denied(code, message);
    }
    return new AwsFailure.Unexpected(code, message);
  }

  private static String code(AwsServiceException error) {
    AwsErrorDetails details = error.awsErrorDetails();
    String code = details == null ? null : details.errorCode();
    return code == null || code.isEmpty() ? "HTTP" + error.statusCode() : code;
  }

  private static String message(AwsServiceException error) {
    AwsErrorDetails details = error.awsErrorDetails();
    String message = details == null ? null : details.errorMessage();
    return message == null ? String.valueOf(error.getMessage()) : message;
  }
}
