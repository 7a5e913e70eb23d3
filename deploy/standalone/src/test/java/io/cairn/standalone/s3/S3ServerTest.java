package io.cairn.standalone.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.standalone.folder.DataFolder;
import io.cairn.standalone.folder.Ports;
import io.cairn.standalone.folder.Secrets;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

class S3ServerTest {
  @TempDir private Path temp;
  private DataFolder folder;
  private Secrets secrets;
  private int port;
  private S3Server server;

  @BeforeEach
  void start() {
    folder = DataFolder.open(temp.resolve("data"));
    secrets = Secrets.of(folder);
    port = new Ports(folder, new Random()).of("s3");
    server = new S3Server(folder, secrets, port);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void shouldKeepObjectsWhenStoppedAndStarted() {
    // Given
    try (var client = client(Objects.requireNonNull(server.access().secretAccessKey()))) {
      client.createBucket(b -> b.bucket("logs"));
      client.putObject(b -> b.bucket("logs").key("a/b.json"), RequestBody.fromString("{}"));
    }

    // When
    server.stop();
    server = new S3Server(folder, Secrets.of(folder), port);
    server.start();

    // Then
    try (var client = client(Objects.requireNonNull(server.access().secretAccessKey()))) {
      var body = client.getObjectAsBytes(b -> b.bucket("logs").key("a/b.json"));
      assertThat(body.asUtf8String()).isEqualTo("{}");
    }
  }

  @Test
  void shouldRefuseAnUnsignedRequest() throws Exception {
    // Given
    try (var http = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(server.access().endpoint()).build();

      // When
      var answer = http.send(request, HttpResponse.BodyHandlers.ofString());

      // Then
      assertThat(answer.statusCode()).isEqualTo(403);
    }
  }

  @Test
  void shouldRefuseAWrongSecret() {
    // Given
    try (var client = client("wrong")) {

      // When, Then
      assertThatThrownBy(client::listBuckets)
          .isInstanceOfSatisfying(
              S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
    }
  }

  private S3Client client(String secret) {
    return S3Client.builder()
        .endpointOverride(server.access().endpoint())
        .region(Region.US_EAST_1)
        .forcePathStyle(true)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(
                    Objects.requireNonNull(server.access().accessKeyId()), secret)))
        .build();
  }
}
