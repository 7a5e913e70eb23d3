package io.cairn.findings.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.cairn.findings.Api;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds as long as nobody allows private addresses. */
@NullMarked
@QuarkusTest
@TestProfile(PrivateAddressTest.AsShipped.class)
class PrivateAddressTest {
  /** The setting as it ships. */
  public static final class AsShipped implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("cairn.findings.notification.allow-private-addresses", "false");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1/",
        "https://localhost/",
        "https://2130706433/",
        "https://10.0.0.1/",
        "https://172.16.0.1/",
        "https://192.168.0.1/",
        "https://100.64.0.1/",
        "https://169.254.169.254/latest/meta-data",
        "https://0.0.0.0/",
        "https://[::1]/",
        "https://[::]/",
        "https://[fe80::1]/",
        "https://[fd00:ec2::254]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[::127.0.0.1]/",
        "https://[64:ff9b::7f00:1]/",
        "https://[2002:7f00:1::]/"
      })
  void shouldRefuseToConnectWhenAnAddressIsNotPublic(String url) {
    // Given
    String target = Targets.id(Targets.webhook(url, Api.account()));

    // When
    JsonPath result = Targets.test(target);

    // Then
    assertThat(result.getBoolean("delivered")).isFalse();
    assertThat(result.getString("detail")).contains("no public address");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://hooks.example.com/",
        "https://hooks.example.com:22/",
        "https://user:password@hooks.example.com/",
        "file:///etc/passwd",
        "https:///nowhere"
      })
  void shouldRefuseATargetWhenItsUrlCouldNeverBeRight(String url) {
    Targets.post(Map.of("name", "x", "kind", "webhook", "url", url))
        .statusCode(400)
        .body("detail", containsString("url must"));
  }

  @Test
  void shouldRefuseAPrivateEndpointOfSns() {
    Targets.post(
            Map.of(
                "name",
                "x",
                "kind",
                "sns",
                "topicArn",
                "arn:aws:sns:eu-west-1:123456789012:t",
                "endpoint",
                "http://169.254.169.254/"))
        .statusCode(400);
    String target =
        Targets.id(
            Targets.make(
                Map.of(
                    "kind",
                    "sns",
                    "topicArn",
                    "arn:aws:sns:eu-west-1:123456789012:t",
                    "endpoint",
                    "https://169.254.169.254/"),
                Api.account()));
    assertThat(Targets.test(target).getString("detail")).contains("private address");
  }
}
