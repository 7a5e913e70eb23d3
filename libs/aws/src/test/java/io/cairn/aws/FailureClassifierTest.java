package io.cairn.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.sts.model.StsException;

@NullMarked
class FailureClassifierTest {

  private static AwsErrorDetails details(String code) {
    return AwsErrorDetails.builder().errorCode(code).errorMessage("because").build();
  }

  private static AwsServiceException ec2(String code, int status) {
    return Ec2Exception.builder().awsErrorDetails(details(code)).statusCode(status).build();
  }

  @ParameterizedTest
  @CsvSource({
    "NoSuchBucketPolicy, 404, Absent",
    "RequestLimitExceeded, 503, Throttled",
    "Throttling, 400, Throttled",
    "SlowDown, 503, Throttled",
    "ProvisionedThroughputExceededException, 400, Throttled",
    "Anything, 429, Throttled",
    "InternalFailure, 500, Transient",
    "Anything, 502, Transient",
    "RequestTimeout, 400, Transient",
    "UnauthorizedOperation, 403, Denied",
    "AccessDeniedException, 400, Denied",
    "Anything, 403, Denied",
    "OptInRequired, 403, NotEnabled",
    "SubscriptionRequiredException, 400, NotEnabled",
    "ExpiredToken, 400, CredentialsRefused",
    "InvalidClientTokenId, 403, CredentialsRefused",
    "SignatureDoesNotMatch, 403, CredentialsRefused",
    "AuthFailure, 401, CredentialsRefused",
    "HTTP401, 401, CredentialsRefused",
    "ValidationException, 400, Invalid",
    "InvalidParameterValue, 400, Invalid",
    "InvalidAction, 400, Unsupported",
    "Anything, 501, Unsupported",
    "SomethingNew, 400, Unexpected",
  })
  void shouldSortByCodeAndStatus(String code, int status, String expected) {
    // When
    AwsFailure failure =
        FailureClassifier.classify(ec2(code, status), Set.of("NoSuchBucketPolicy"));

    // Then
    assertThat(failure.getClass().getSimpleName()).isEqualTo(expected);
    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.message()).isEqualTo("because");
  }

  @Test
  void shouldBlameTheCredentialsWhenTheRoleIsDenied() {
    // Given
    var denied =
        StsException.builder().awsErrorDetails(details("AccessDenied")).statusCode(403).build();

    // When
    AwsFailure failure = FailureClassifier.classify(denied, Set.of());

    // Then
    assertThat(failure).isInstanceOf(AwsFailure.CredentialsRefused.class);
  }
}
