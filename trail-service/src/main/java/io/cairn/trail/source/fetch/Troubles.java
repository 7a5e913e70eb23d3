package io.cairn.trail.source.fetch;

import io.cairn.aws.EndpointRefusedException;
import io.cairn.trail.ingest.BrokerAwayException;
import io.cairn.trail.ingest.MalformedInputException;
import io.cairn.trail.ledger.LedgerException;
import io.cairn.trail.ledger.LedgerProblem;
import io.cairn.trail.source.Source;
import io.cairn.trail.source.SourceStoreException;
import java.util.Locale;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.model.StsException;

/** Names what went wrong, and what to do about it, in words for the person who runs the suite. */
final class Troubles {
  private Troubles() {}

  static Trouble of(Exception failure, Source source) {
    return switch (failure) {
      case MalformedInputException e ->
          new Trouble(
              new LedgerProblem(
                  e.code().name(),
                  String.valueOf(e.getMessage()),
                  "The file is damaged or no log file. If CloudTrail wrote it, ask AWS Support; it"
                      + " is read again when the object changes."),
              false,
              false);
      case BrokerAwayException e ->
          passing("BROKER_AWAY", e, "Start Kafka, or see its log; nothing has to be done here.");
      case LedgerException e -> passing("DATABASE_AWAY", e, "Start PostgreSQL, or see its log.");
      case SourceStoreException e ->
          passing("DATABASE_AWAY", e, "Start PostgreSQL, or see its log.");
      case EndpointRefusedException e ->
          whole("ENDPOINT_REFUSED", e, "Set another endpoint, or allow private ones.");
      case StsException e ->
          whole(
              "ROLE_DENIED",
              e,
              "Let the trust policy of "
                  + source.roleArn()
                  + " name the suite's principal, with the external id if one is set.");
      case AwsServiceException e -> ofAws(e, source);
      case SdkException e -> ofClient(e, source);
      default ->
          passing(
              "FAILED", failure, "See the service's log under the source's name for the cause.");
    };
  }

  private static Trouble ofAws(AwsServiceException e, Source source) {
    String code = e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode();
    String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    String who = source.roleArn() == null ? "the suite's credentials" : source.roleArn();
    if (code.startsWith("KMS") || message.contains("kms:")) {
      return object(
          "KMS_DENIED",
          e,
          "Allow kms:Decrypt on the trail's key to " + who + ", in the key policy too.");
    }
    return switch (code) {
      case "AccessDenied", "AccessDeniedException", "403 Forbidden", "AllAccessDisabled" ->
          object(
              "ACCESS_DENIED",
              e,
              "Allow s3:ListBucket on the bucket and s3:GetObject on its log files (sqs:ReceiveMessage"
                  + " and sqs:DeleteMessage on the queue) to "
                  + who
                  + ", and see that the bucket policy does not deny it.");
      case "NoSuchBucket" ->
          whole(
              "NO_SUCH_BUCKET",
              e,
              "Set the bucket's right name; it is now " + source.bucket() + ".");
      case "NoSuchKey" ->
          new Trouble(
              new LedgerProblem(
                  "NO_SUCH_KEY",
                  text(e),
                  "The object was deleted before it was read; restore it if it is needed."),
              false,
              false);
      case "PermanentRedirect",
          "AuthorizationHeaderMalformed",
          "IllegalLocationConstraintException" ->
          whole(
              "WRONG_REGION",
              e,
              "Set the region in which the bucket lies; it is now " + source.region() + ".");
      case "QueueDoesNotExist",
          "AWS.SimpleQueueService.NonExistentQueue",
          "com.amazonaws.sqs#QueueDoesNotExist" ->
          whole(
              "NO_SUCH_QUEUE",
              e,
              "Set the queue's right URL; it is now " + source.queueUrl() + ".");
      case "InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidClientTokenId", "ExpiredToken" ->
          whole(
              "CREDENTIALS_WRONG",
              e,
              "Renew the credentials that the service finds in its environment or profile.");
      default ->
          e.statusCode() == 301
              ? whole("WRONG_REGION", e, "Set the region in which the bucket lies.")
              : passing(
                  code.isEmpty() ? "AWS_ERROR" : code,
                  e,
                  "It is tried again; see AWS's status if it stays.");
    };
  }

  private static Trouble ofClient(SdkException e, Source source) {
    String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    if (message.contains("unable to load region")) {
      return whole("MISSING_REGION", e, "Set the source's region.");
    }
    if (message.contains("unable to load credentials")) {
      return whole(
          "CREDENTIALS_MISSING",
          e,
          "Give the service credentials: a profile, environment variables, or an instance role.");
    }
    return whole(
        "UNREACHABLE",
        e,
        source.endpoint() == null
            ? "See that this machine reaches AWS in " + source.region() + "."
            : "See that " + source.endpoint() + " is right and answers.");
  }

  private static Trouble passing(String code, Exception e, String remedy) {
    return new Trouble(new LedgerProblem(code, text(e), remedy), true, true);
  }

  private static Trouble whole(String code, Exception e, String remedy) {
    return new Trouble(new LedgerProblem(code, text(e), remedy), true, true);
  }

  private static Trouble object(String code, Exception e, String remedy) {
    return new Trouble(new LedgerProblem(code, text(e), remedy), true, false);
  }

  private static String text(Exception e) {
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return message.length() <= 500 ? message : message.substring(0, 500) + "…";
  }
}
