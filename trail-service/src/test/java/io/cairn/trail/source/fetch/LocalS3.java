package io.cairn.trail.source.fetch;

import java.net.URI;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.jspecify.annotations.NullMarked;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A real S3 endpoint on a folder, which checks signatures. */
@NullMarked
final class LocalS3 {
  static final String KEY = "AKIATEST";
  static final String SECRET = "only-for-tests";

  private final S3Proxy proxy;
  private final S3Client client;

  LocalS3(Path folder) throws Exception {
    proxy =
        S3Proxy.builder()
            .blobStore(new FilesystemNio2BlobStore(folder.toString()))
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V4, KEY, SECRET)
            .jettyMaxThreads(16)
            .build();
    proxy.start();
    client =
        S3Client.builder()
            .endpointOverride(URI.create(endpoint()))
            .region(Region.EU_WEST_1)
            .forcePathStyle(true)
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .httpClient(UrlConnectionHttpClient.create())
            .overrideConfiguration(c -> c.addExecutionInterceptor(new NoExpectContinue()))
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, SECRET)))
            .build();
  }

  String endpoint() {
    return "http://127.0.0.1:" + proxy.getPort();
  }

  void bucket(String name) {
    client.createBucket(b -> b.bucket(name));
  }

  void put(String bucket, String key, byte[] bytes) {
    client.putObject(p -> p.bucket(bucket).key(key), RequestBody.fromBytes(bytes));
  }

  void stop() throws Exception {
    client.close();
    proxy.stop();
  }

  /**
   * Sends a body without asking first: while it waits for "100 Continue" the JDK's client does not
   * notice that the server has closed a connection it had kept, and the request fails
   * (aws-sdk-java-v2, issue 6670).
   */
  private static final class NoExpectContinue implements ExecutionInterceptor {
    @Override
    public SdkHttpRequest modifyHttpRequest(
        Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
      return context.httpRequest().toBuilder().removeHeader("Expect").build();
    }
  }
}
