package io.cairn.config.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cairn.aws.AwsCalls;
import io.cairn.aws.AwsClients;
import io.cairn.aws.AwsFailure;
import io.cairn.aws.AwsSettings;
import io.cairn.aws.AwsTarget;
import io.cairn.aws.RateLimits;
import io.cairn.config.collect.catalog.Collectors;
import io.cairn.config.item.ObservedResource;
import io.cairn.contracts.AccountId;
import io.cairn.testkit.aws.MotoServer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The collectors against a second, independent implementation of AWS's protocols. */
@NullMarked
class MotoTest {

  private static final String REGION = "us-east-1";

  @Test
  void shouldCollectFromAnotherImplementation() {
    assumeTrue(MotoServer.isInstalled(), "moto_server is not on the PATH");
    try (MotoServer moto = MotoServer.start();
        var clients =
            new AwsClients(
                AwsSettings.ofDefaults("test").withAttempts(1).withPrivateEndpoints(true),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))) {
      // Given
      var target =
          new AwsTarget(new AccountId(MotoServer.ACCOUNT), REGION, null, null, moto.endpoint());
      create(clients, target);
      var calls =
          new AwsCalls(clients, new RateLimits(Clock.systemUTC(), 1), new Random(1), time -> {});

      // When
      List<String> seen = new ArrayList<>();
      List<String> odd = new ArrayList<>();
      for (Collector collector : new Collectors().all()) {
        collect(collector, target, calls, seen, odd);
      }

      // Then
      assertThat(seen)
          .contains(
              "AWS::S3::Bucket",
              "AWS::IAM::User",
              "AWS::IAM::Role",
              "AWS::IAM::Policy",
              "AWS::EC2::VPC",
              "AWS::EC2::Subnet",
              "AWS::EC2::SecurityGroup",
              "AWS::EC2::RouteTable",
              "AWS::EC2::Volume",
              "AWS::EC2::InternetGateway",
              "AWS::KMS::Key",
              "AWS::DynamoDB::Table",
              "AWS::SNS::Topic",
              "AWS::SQS::Queue",
              "AWS::::Account");
      assertThat(odd).as("calls that failed though moto answers them").isEmpty();
    }
  }

  private static void create(AwsClients clients, AwsTarget target) {
    clients.client(S3Client.class, target).createBucket(r -> r.bucket("moto-bucket"));
    IamClient iam = clients.client(IamClient.class, target);
    iam.createUser(r -> r.userName("moto-user"));
    iam.createRole(r -> r.roleName("moto-role").assumeRolePolicyDocument("{}"));
    iam.createPolicy(
        r ->
            r.policyName("moto-policy")
                .policyDocument(
                    """
                    {"Version":"2012-10-17","Statement":[
                    {"Effect":"Allow","Action":"s3:ListAllMyBuckets","Resource":"*"}]}
                    """));
    Ec2Client ec2 = clients.client(Ec2Client.class, target);
    ec2.createVolume(r -> r.size(1).availabilityZone(REGION + "a"));
    ec2.createInternetGateway();
    clients.client(KmsClient.class, target).createKey();
    clients.client(SnsClient.class, target).createTopic(r -> r.name("moto-topic"));
    clients.client(SqsClient.class, target).createQueue(r -> r.queueName("moto-queue"));
    clients
        .client(DynamoDbClient.class, target)
        .createTable(
            r ->
                r.tableName("moto-table")
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .attributeDefinitions(
                        AttributeDefinition.builder()
                            .attributeName("id")
                            .attributeType(ScalarAttributeType.S)
                            .build())
                    .keySchema(
                        KeySchemaElement.builder()
                            .attributeName("id")
                            .keyType(KeyType.HASH)
                            .build()));
  }

  private static void collect(
      Collector collector, AwsTarget target, AwsCalls calls, List<String> seen, List<String> odd) {
    var session = new Session(target, Set.of(REGION), calls, Clock.systemUTC(), true);
    boolean regional = collector.type().reach() == Reach.REGION;
    List<ObservedResource> found = new ArrayList<>();
    collector.list(
        session,
        regional ? REGION : TypeDeclaration.GLOBAL,
        new ListingSink() {
          @Override
          public void found(ObservedResource resource) {
            found.add(resource);
          }

          @Override
          public void unread(String type, String region, String id) {
            odd.add(type + " " + id);
          }
        });
    found.forEach(r -> seen.add(r.key().resourceType()));
    session
        .notes()
        .failed()
        .forEach(
            (action, failure) -> {
              if (!(failure instanceof AwsFailure.Unsupported)) {
                odd.add(action + " " + failure);
              }
            });
  }
}
