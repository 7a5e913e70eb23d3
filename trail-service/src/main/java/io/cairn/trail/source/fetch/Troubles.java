package io.cairn.trail.source.fetch;

import io.cairn.aws.AwsFailure;
import io.cairn.aws.EndpointRefusedException;
import io.cairn.aws.FailureClassifier;
import io.cairn.aws.KnownRegions;
import io.cairn.trail.ingest.BrokerAwayException;
import io.cairn.trail.ingest.MalformedInputException;
import io.cairn.trail.ledger.LedgerException;
import io.cairn.trail.source.Source;
import io.cairn.trail.source.SourceStoreException;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Names what went wrong, and what to do about it, in words for the person who runs the suite. */
final class Troubles {
  private Troubles() {}

  static Trouble of(Exception failure, Source source) {
    return switch (failure) {
      case MalformedInputException e ->
          Trouble.ofFileForGood(
              e.code().name(),
              String.valueOf(e.getMessage()),
              "The file is damaged or no log file. If CloudTrail wrote it, ask AWS Support; it is"
                  + " read again when the object changes.");
      case BrokerAwayException e ->
          Trouble.ofSource(
              "BROKER_AWAY", e, "Start Kafka, or see its log; nothing has to be done here.");
      case LedgerException e -> databaseAway(e);
      case SourceStoreException e -> databaseAway(e);
      case EndpointRefusedException e ->
          Trouble.ofSource("ENDPOINT_REFUSED", e, "Set another endpoint, or allow private ones.");
      case AwsServiceException e -> AwsTroubles.of(e, source);
      case SdkException e -> ofClient(e, source);
      case IOException e ->
          Trouble.ofFile(
              "BROKEN_OFF", e, "The connection ended while the file was read; it is read again.");
      default ->
          Trouble.ofSource(
              "FAILED", failure, "See the service's log under the source's name for the cause.");
    };
  }

  private static Trouble databaseAway(Exception e) {
    return Trouble.ofSource("DATABASE_AWAY", e, "Start PostgreSQL, or see its log.");
  }

  private static Trouble ofClient(SdkException e, Source source) {
    String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    if (message.contains("unable to load region")) {
      return Trouble.ofSource("MISSING_REGION", e, "Set the source's region.");
    }
    AwsFailure failure = FailureClassifier.classify(e, Set.of());
    boolean ofAws = source.endpoint() == null;
    return switch (failure) {
      case AwsFailure.CredentialsRefused(var code, var words) when code.equals("NoCredentials") ->
          Trouble.ofSource(
              "CREDENTIALS_MISSING",
              words,
              "Give the service credentials: a profile, environment variables, or an instance"
                  + " role.");
      case AwsFailure.CredentialsRefused(_, var words) ->
          Trouble.ofSource("CREDENTIALS_EXPIRED", words, "Sign in anew: aws sso login.");
      case AwsFailure.NoEndpoint(_, var words) when ofAws && isNoRegion(source) ->
          Trouble.ofSource(
              "NO_SUCH_REGION", words, "See that " + source.region() + " is a region's name.");
      default ->
          Trouble.ofSource(
              "UNREACHABLE",
              failure.message(),
              ofAws
                  ? "See that this machine reaches AWS in " + source.region() + "."
                  : "See that " + source.endpoint() + " is right and answers.");
    };
  }

  /** A region that the SDK knows has hosts: if one has no address, this machine has no DNS. */
  private static boolean isNoRegion(Source source) {
    return !KnownRegions.isKnown(source.region());
  }
}
