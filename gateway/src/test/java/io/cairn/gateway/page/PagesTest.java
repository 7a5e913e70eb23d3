package io.cairn.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.gateway.fake.Api;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@NullMarked
class PagesTest {

  @BeforeAll
  static void untilTheServicesAreKnown() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(get("/q/health/ready").status()).isEqualTo(200));
  }

  private static Api.Answer get(String path) {
    return Api.send("GET", Api.base().resolve(path), "", Map.of());
  }

  @Test
  void shouldMergeDocumentsOfAllServicesAndItsOwn() {
    // When
    JsonNode document = get("/openapi").json();
    // Then
    assertThat(document.path("openapi").asText()).isEqualTo("3.1.0");
    JsonNode paths = document.path("paths");
    assertThat(paths.path("/api/v1/config/resources").path("get").path("x-aws-action").asText())
        .isEqualTo("config:ListDiscoveredResources");
    assertThat(paths.has("/api/v1/trail/events")).isTrue();
    assertThat(paths.has("/api/v1/findings")).isTrue();
    assertThat(paths.path("/api/v1/identity/tokens").path("post").path("x-aws-action").asText())
        .isEqualTo("sts:GetSessionToken");
    assertThat(paths.has("/api/v1/status")).isTrue();
    assertThat(paths.has("/api/v1/trail/stolen")).as("a path of another service").isFalse();
    assertThat(
            paths
                .path("/api/v1/config/resources")
                .path("get")
                .path("responses")
                .path("403")
                .toString())
        .contains("Refused403");
    assertThat(
            document
                .path("components")
                .path("securitySchemes")
                .path("bearer")
                .path("scheme")
                .asText())
        .isEqualTo("bearer");
    assertThat(document.path("security").toString()).contains("bearer", "signature");
  }

  @Test
  void shouldHoldNoReferenceThatLeadsNowhereAndNoOperationTwice() {
    // Given
    String text = get("/openapi").body();
    JsonNode document = get("/openapi").json();
    // When / Then
    Matcher reference = Pattern.compile("\"\\$ref\":\"#(/[^\"]+)\"").matcher(text);
    while (reference.find()) {
      assertThat(document.at(reference.group(1)).isMissingNode()).as(reference.group(1)).isFalse();
    }
    Set<String> ids = new HashSet<>();
    for (JsonNode path : document.path("paths")) {
      for (JsonNode operation : path) {
        assertThat(ids.add(operation.path("operationId").asText())).isTrue();
      }
    }
    assertThat(ids).hasSizeGreaterThan(20);
  }

  @Test
  void shouldGiveDocumentAsYaml() {
    Api.Answer answer = get("/openapi?format=yaml");
    assertThat(answer.header("Content-Type")).isEqualTo("application/yaml");
    assertThat(answer.body()).contains("openapi: \"3.1.0\"").contains("/api/v1/config/resources:");
  }

  @Test
  void shouldLoadDocsPageAndAllItNamesUnderItsOwnPolicy() {
    // When
    Api.Answer page = get("/docs");
    // Then
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Security-Policy"))
        .contains("script-src 'self';", "frame-ancestors 'none'");
    assertThat(page.body()).doesNotContain("<script>", "http://", "https://");
    Matcher named = Pattern.compile("(?:src|href)=\"([^\"]+)\"").matcher(page.body());
    int files = 0;
    while (named.find()) {
      assertThat(get(named.group(1)).status()).as(named.group(1)).isEqualTo(200);
      files++;
    }
    assertThat(files).isGreaterThanOrEqualTo(5);
    assertThat(get("/docs/docs.js").body())
        .contains("SwaggerUIBundle({")
        .contains("url: '/openapi'");
    assertThat(get("/docs/swagger-ui-bundle.js").body()).contains("SwaggerUIBundle");
    assertThat(get("/docs/docs.js").header("Content-Type")).startsWith("text/javascript");
  }

  @Test
  void shouldShowOnStartPageWhatRuns() {
    // When
    Api.Answer page = get("/");
    // Then
    assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
    assertThat(page.header("Content-Security-Policy"))
        .contains("default-src 'none'", "style-src 'sha256-", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(page.body())
        .contains("config-service", "trail-service", "findings-service", "of 4 parts are ready")
        .contains("href=\"/docs\"", "href=\"/openapi\"")
        .doesNotContain("<script");
  }

  @Test
  void shouldShowStatesOnlyInStatus() {
    // When
    JsonNode status = get("/api/v1/status").json();
    // Then
    assertThat(status.path("version").asText()).isNotEmpty();
    assertThat(status.path("auditBacklog").isNumber()).isTrue();
    JsonNode config = status.path("parts").get(1);
    assertThat(config.path("name").asText()).isEqualTo("config-service");
    assertThat(config.path("status").asText()).isEqualTo("UP");
    assertThat(config.path("version").asText()).isEqualTo("0.1.0");
    assertThat(config.path("operations").asInt()).isEqualTo(14);
    assertThat(status.path("parts").get(2).path("detail").asText())
        .isEqualTo("not ready: Database connections health check");
  }

  @Test
  void shouldOpenNothingElse() {
    for (String path :
        new String[] {
          "/docs/",
          "/docs/x.js",
          "/openapi-ui/",
          "/openapi.json",
          "/q/",
          "/q/health/group/x",
          "/api/v1/status/",
          "/index.html"
        }) {
      assertThat(get(path).status()).as(path).isEqualTo(401);
    }
    assertThat(Api.send("POST", Api.base().resolve("/api/v1/status"), "", Map.of()).status())
        .isEqualTo(401);
  }
}
