package io.cairn.config.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cairn.aws.AwsCallFailedException;
import io.cairn.aws.AwsFailure;
import io.cairn.aws.recorded.Faults;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a list comes to when AWS refuses it, in the very bytes that each protocol uses. */
@NullMarked
class WireFailuresTest {

  private static final String XML = "text/xml";
  private static final String JSON = "application/x-amz-json-1.1";
  private static final String HTML = "text/html";

  private final Recorded recorded = new Recorded();

  @AfterEach
  void close() {
    recorded.close();
  }

  private static String ec2(String code, String message) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response><Errors><Error><Code>%s</Code>"
            .formatted(code)
        + "<Message>%s</Message></Error></Errors><RequestID>r-1</RequestID></Response>"
            .formatted(message);
  }

  private static String query(String code, String message) {
    return "<ErrorResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><Error><Type>Sender"
        + "</Type><Code>%s</Code><Message>%s</Message></Error><RequestId>r-1</RequestId></ErrorResponse>"
            .formatted(code, message);
  }

  private static String s3(String code, String message) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>%s</Code><Message>%s</Message>"
            .formatted(code, message)
        + "<RequestId>r-1</RequestId><HostId>h</HostId></Error>";
  }

  private static String json(String type, String member, String message) {
    return "{\"__type\":\"%s\",\"%s\":\"%s\"}".formatted(type, member, message);
  }

  private static Arguments of(
      String type,
      String operation,
      int status,
      String contentType,
      String body,
      Class<? extends AwsFailure> meaning,
      String code) {
    return Arguments.of(type, operation, status, contentType, body, Map.of(), meaning, code);
  }

  static Stream<Arguments> answers() {
    String vpc = "AWS::EC2::VPC";
    String vpcs = "ec2:DescribeVpcs";
    String user = "AWS::IAM::User";
    String details = "iam:GetAccountAuthorizationDetails";
    String bucket = "AWS::S3::Bucket";
    String buckets = "s3:ListBuckets";
    String table = "AWS::DynamoDB::Table";
    String tables = "dynamodb:ListTables";
    String key = "AWS::KMS::Key";
    String keys = "kms:ListKeys";
    String function = "AWS::Lambda::Function";
    String functions = "lambda:ListFunctions";
    String dynamo = "com.amazonaws.dynamodb.v20120810#";
    String any = "com.amazon.coral.service#";
    var denied = AwsFailure.Denied.class;
    var throttled = AwsFailure.Throttled.class;
    var refused = AwsFailure.CredentialsRefused.class;
    var off = AwsFailure.NotEnabled.class;
    return Stream.of(
        of(
            vpc,
            vpcs,
            403,
            XML,
            ec2("UnauthorizedOperation", "no"),
            denied,
            "UnauthorizedOperation"),
        of(
            vpc,
            vpcs,
            503,
            XML,
            ec2("RequestLimitExceeded", "x"),
            throttled,
            "RequestLimitExceeded"),
        of(vpc, vpcs, 400, XML, ec2("RequestExpired", "x"), refused, "RequestExpired"),
        of(vpc, vpcs, 401, XML, ec2("AuthFailure", "x"), refused, "HTTP401"),
        of(vpc, vpcs, 403, XML, ec2("OptInRequired", "x"), off, "OptInRequired"),
        of(vpc, vpcs, 403, HTML, "<html><h1>403 Forbidden</h1></html>", denied, "HTTP403"),
        of(user, details, 403, XML, query("AccessDenied", "no"), denied, "AccessDenied"),
        of(user, details, 400, XML, query("Throttling", "Rate exceeded"), throttled, "Throttling"),
        of(user, details, 403, XML, query("ExpiredToken", "x"), refused, "ExpiredToken"),
        of(
            user,
            details,
            403,
            XML,
            query("InvalidClientTokenId", "x"),
            refused,
            "InvalidClientTokenId"),
        of(bucket, buckets, 403, XML, s3("AccessDenied", "Access Denied"), denied, "AccessDenied"),
        of(bucket, buckets, 503, XML, s3("SlowDown", "Please reduce"), throttled, "SlowDown"),
        of(bucket, buckets, 400, XML, s3("ExpiredToken", "expired"), refused, "ExpiredToken"),
        of(bucket, buckets, 403, HTML, "<html><h1>403</h1></html>", denied, "HTTP403"),
        of(bucket, buckets, 403, XML, "", denied, "HTTP403"),
        of(
            table,
            tables,
            400,
            JSON,
            json(any + "AccessDeniedException", "Message", "no"),
            denied,
            "AccessDeniedException"),
        of(
            table,
            tables,
            400,
            JSON,
            json(dynamo + "ThrottlingException", "message", "x"),
            throttled,
            "ThrottlingException"),
        of(
            table,
            tables,
            400,
            JSON,
            json(any + "ExpiredTokenException", "message", "x"),
            refused,
            "ExpiredTokenException"),
        of(
            table,
            tables,
            400,
            JSON,
            json(any + "UnrecognizedClientException", "message", "x"),
            refused,
            "UnrecognizedClientException"),
        of(
            key,
            keys,
            400,
            JSON,
            json("AccessDeniedException", "Message", "no"),
            denied,
            "AccessDeniedException"),
        of(
            key,
            keys,
            400,
            JSON,
            json("ThrottlingException", "message", "x"),
            throttled,
            "ThrottlingException"),
        Arguments.of(
            function,
            functions,
            403,
            JSON,
            "{\"Message\":\"no\"}",
            Map.of("x-amzn-ErrorType", "AccessDeniedException:http://internal.amazon.com/x"),
            denied,
            "AccessDeniedException"),
        Arguments.of(
            function,
            functions,
            429,
            JSON,
            "{\"Reason\":\"CallerRateLimitExceeded\"}",
            Map.of("x-amzn-ErrorType", "TooManyRequestsException"),
            throttled,
            "TooManyRequestsException"),
        Arguments.of(
            function,
            functions,
            403,
            JSON,
            "{\"message\":\"expired\"}",
            Map.of("x-amzn-ErrorType", "ExpiredTokenException"),
            refused,
            "ExpiredTokenException"),
        of(function, functions, 403, HTML, "<html>denied by a proxy</html>", denied, "HTTP403"));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void shouldTellWhatARefusedListMeans(
      String type,
      String operation,
      int status,
      String contentType,
      String body,
      Map<String, String> headers,
      Class<? extends AwsFailure> meaning,
      String code) {
    // Given
    recorded.scenario().faults().answer(operation, status, contentType, body, headers);

    // When
    AwsCallFailedException failed =
        catchThrowableOfType(AwsCallFailedException.class, () -> recorded.list(type));

    // Then
    assertThat(failed.failure()).isInstanceOf(meaning);
    assertThat(failed.failure().code()).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({
    "AWS::EC2::VPC, ec2:DescribeVpcs",
    "AWS::IAM::User, iam:GetAccountAuthorizationDetails",
    "AWS::S3::Bucket, s3:ListBuckets",
    "AWS::RDS::DBInstance, rds:DescribeDBInstances",
    "AWS::DynamoDB::Table, dynamodb:ListTables",
    "AWS::KMS::Key, kms:ListKeys",
    "AWS::SNS::Topic, sns:ListTopics",
    "AWS::SQS::Queue, sqs:ListQueues",
    "AWS::Lambda::Function, lambda:ListFunctions"
  })
  void shouldCompleteTheListWhenThrottledOnTheWay(String type, String operation) {
    // Given
    Faults faults = recorded.scenario().faults();
    faults.throttle(operation, 3);

    // When
    Recorded.Listed listed = recorded.list(type);

    // Then
    assertThat(listed.found()).isNotEmpty();
    assertThat(listed.notes().failed()).isEmpty();
  }

  static Stream<Arguments> circles() {
    return Stream.of(
        Arguments.of(
            "AWS::EC2::VPC",
            "ec2:DescribeVpcs",
            XML,
            "<DescribeVpcsResponse><vpcSet/><nextToken>t</nextToken></DescribeVpcsResponse>"),
        Arguments.of(
            "AWS::S3::Bucket",
            "s3:ListBuckets",
            XML,
            "<ListAllMyBucketsResult><Buckets/><ContinuationToken>t</ContinuationToken>"
                + "</ListAllMyBucketsResult>"),
        Arguments.of(
            "AWS::IAM::Role",
            "iam:GetAccountAuthorizationDetails",
            XML,
            "<R><GetAccountAuthorizationDetailsResult><IsTruncated>true</IsTruncated>"
                + "<Marker>t</Marker></GetAccountAuthorizationDetailsResult></R>"),
        Arguments.of(
            "AWS::KMS::Alias",
            "kms:ListAliases",
            JSON,
            "{\"Aliases\":[],\"Truncated\":true,\"NextMarker\":\"t\"}"));
  }

  @ParameterizedTest
  @MethodSource("circles")
  void shouldEndTheListAsIncompleteWhenATokenComesAgain(
      String type, String operation, String contentType, String body) {
    // Given
    recorded.scenario().faults().answer(operation, 200, contentType, body, Map.of());

    // When
    AwsCallFailedException failed =
        catchThrowableOfType(AwsCallFailedException.class, () -> recorded.list(type));

    // Then
    assertThat(failed.failure().code()).isEqualTo("RepeatedToken");
    assertThat(recorded.scenario().faults().count(operation)).isEqualTo(2);
  }
}
