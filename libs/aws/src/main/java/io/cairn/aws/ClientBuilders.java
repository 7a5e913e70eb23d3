package io.cairn.aws;

import static java.util.Map.entry;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsClient;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.endpoints.Endpoint;
import software.amazon.awssdk.services.account.AccountClient;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3control.S3ControlClient;
import software.amazon.awssdk.services.s3control.S3ControlClientBuilder;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The services the suite calls, listed rather than found by reflection, for native images. */
final class ClientBuilders {

  /** Sets what all builders have in common. */
  interface Setup {
    <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> void apply(B builder);
  }

  private interface Recipe {
    AwsClient make(Setup setup);
  }

  private static final Map<Class<?>, Recipe> RECIPES =
      Map.ofEntries(
          entry(AccountClient.class, recipe(AccountClient::builder)),
          entry(CloudTrailClient.class, recipe(CloudTrailClient::builder)),
          entry(DynamoDbClient.class, recipe(DynamoDbClient::builder)),
          entry(Ec2Client.class, recipe(Ec2Client::builder)),
          entry(IamClient.class, recipe(IamClient::builder)),
          entry(KmsClient.class, recipe(KmsClient::builder)),
          entry(LambdaClient.class, recipe(LambdaClient::builder)),
          entry(OrganizationsClient.class, recipe(OrganizationsClient::builder)),
          entry(RdsClient.class, recipe(RdsClient::builder)),
          entry(S3Client.class, recipe(S3Client::builder)),
          entry(S3ControlClient.class, recipe(S3ControlClient::builder)),
          entry(SnsClient.class, recipe(SnsClient::builder)),
          entry(SqsClient.class, recipe(SqsClient::builder)),
          entry(StsClient.class, recipe(StsClient::builder)));

  private ClientBuilders() {}

  /** A client of {@code type}; throws {@link IllegalArgumentException} for one not listed. */
  static AwsClient build(Class<?> type, Setup setup) {
    Recipe recipe = RECIPES.get(type);
    if (recipe == null) {
      throw new IllegalArgumentException("no client of " + type.getName() + " is listed");
    }
    return recipe.make(setup);
  }

  private static <
          B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C extends AwsClient>
      Recipe recipe(Supplier<B> builders) {
    return setup -> {
      B builder = builders.get();
      setup.apply(builder);
      return builder.build();
    };
  }

  /**
   * What servers that are not AWS need: the bucket in S3's path and no new checksums, and no
   * account id before the host of S3 Control, which an IP address does not bear.
   */
  static void adaptToOwnEndpoint(Object builder, URI endpoint) {
    if (builder instanceof S3ControlClientBuilder s3Control) {
      Endpoint fixed = Endpoint.builder().url(endpoint).build();
      s3Control.endpointProvider(parameters -> CompletableFuture.completedFuture(fixed));
    }
    if (builder instanceof S3ClientBuilder s3) {
      s3.forcePathStyle(true)
          .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
          .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
    }
  }
}
