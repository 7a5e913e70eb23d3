package io.cairn.standalone.demo;

import io.cairn.standalone.s3.S3Access;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;

/** The bucket that the sample's trail delivers to, on the suite's own S3 endpoint. */
final class DemoBucket implements AutoCloseable {
  static final String NAME = "sample-organisation-trail";

  private final S3Client client;

  DemoBucket(S3Access access) {
    var builder =
        S3Client.builder().region(Region.of(Organisation.HOME_REGION)).forcePathStyle(true);
    if (access.endpoint() != null) {
      builder.endpointOverride(access.endpoint());
    }
    String id = access.accessKeyId();
    String secret = access.secretAccessKey();
    this.client =
        builder
            .credentialsProvider(
                id == null || secret == null
                    ? DefaultCredentialsProvider.builder().build()
                    : StaticCredentialsProvider.create(AwsBasicCredentials.create(id, secret)))
            .build();
  }

  /** Writes log files; the same file again changes nothing. */
  void deliver(List<LogFiles.LogFile> files) {
    try {
      client.createBucket(b -> b.bucket(NAME));
    } catch (BucketAlreadyOwnedByYouException _) {
      // It is there already.
    }
    for (LogFiles.LogFile file : files) {
      client.putObject(b -> b.bucket(NAME).key(file.key()), RequestBody.fromBytes(file.gzip()));
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
