package io.cairn.aws.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loading scenarios, and what the endpoint says to those who do not sign. */
@NullMarked
class ScenarioTest {

  private static HttpResponse<String> get(URI uri, String... headers)
      throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(uri);
      if (headers.length > 0) {
        request.headers(headers);
      }
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void shouldLoadAFolderAndServeAnotherAccountFromIt(@TempDir Path folder) throws IOException {
    // Given
    Files.writeString(
        folder.resolve("scenario.json"),
        """
        {"accessKeys":[{"accessKeyId":"K","secretAccessKey":"S","account":"444455556666"}]}
        """);
    Path region = Files.createDirectories(folder.resolve("444455556666/eu-west-1"));
    Files.writeString(region.resolve("ec2.json"), "{\"vpcSet\":[{\"vpcId\":\"vpc-1\"}]}");

    // When
    Scenario scenario = Scenario.load(folder);

    // Then
    String vpc =
        scenario.read("444455556666", "eu-west-1", "ec2", c -> c.path("vpcSet").path(0).toString());
    assertThat(vpc).isEqualTo("{\"vpcId\":\"vpc-1\"}");
    assertThat(scenario.identities().of("K")).isNotNull();
  }

  @Test
  void shouldNameTheFileWhenItCannotBeRead(@TempDir Path folder) {
    assertThatThrownBy(() -> Scenario.load(folder))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("scenario.json");
  }

  @Test
  void shouldSayWhatIsNotThereWhenAResourceIsChanged() {
    assertThatThrownBy(
            () ->
                Scenario.sample()
                    .change(
                        "111122223333",
                        "global",
                        "s3",
                        "Buckets",
                        "Name",
                        "none",
                        b -> b.put("x", 1)))
        .hasMessageContaining("Name none");
  }

  @Test
  void shouldRefuseRequestsWithoutOrWithAForeignSignature()
      throws IOException, InterruptedException {
    try (RecordedAws aws = RecordedAws.start(Scenario.sample())) {
      // When
      HttpResponse<String> unsigned = get(aws.endpoint());
      HttpResponse<String> foreign =
          get(
              aws.endpoint().resolve("/"),
              "Authorization",
              "AWS4-HMAC-SHA256 Credential="
                  + Scenario.SAMPLE_ACCESS_KEY
                  + "/20260301/us-east-1/s3/aws4_request, SignedHeaders=host, Signature="
                  + "0".repeat(64));

      // Then
      assertThat(unsigned.statusCode()).isEqualTo(403);
      assertThat(unsigned.body()).contains("MissingAuthenticationToken");
      assertThat(foreign.statusCode()).isEqualTo(403);
      assertThat(foreign.body()).contains("SignatureDoesNotMatch");
    }
  }
}
