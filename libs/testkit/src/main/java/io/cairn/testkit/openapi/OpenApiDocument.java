package io.cairn.testkit.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Compares the OpenAPI document that the build of a service made with the one that is committed,
 * and lints it: every operation has an id of its own, a summary, and the AWS action it is
 * authorised under. With {@code CAIRN_WRITE_DOCS=true} in the environment the committed document is
 * written anew.
 */
public final class OpenApiDocument {
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  private OpenApiDocument() {}

  /**
   * Checks one service; the test must be a {@code @QuarkusTest}, because starting the application
   * makes the document.
   *
   * @param service module name, {@code trail-service}
   */
  public static void check(String service) {
    try {
      Path made = Path.of("target/openapi/openapi.yaml");
      Path committed =
          Path.of(System.getProperty("cairn.root"), "docs/reference/openapi-" + service + ".yaml");
      lint(new ObjectMapper().readTree(Path.of("target/openapi/openapi.json").toFile()));
      if ("true".equals(System.getenv("CAIRN_WRITE_DOCS"))) {
        Files.copy(made, committed, StandardCopyOption.REPLACE_EXISTING);
      }
      assertThat(committed)
          .as("run this test with CAIRN_WRITE_DOCS=true and commit what it writes")
          .hasSameTextualContentAs(made);
    } catch (IOException e) {
      throw new UncheckedIOException("the OpenAPI document of " + service + " cannot be read", e);
    }
  }

  private static void lint(JsonNode document) {
    Set<String> ids = new HashSet<>();
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        if (METHODS.contains(method.getKey())) {
          String where = method.getKey() + " " + path.getKey();
          JsonNode operation = method.getValue();
          assertThat(ids.add(operation.path("operationId").asText()))
              .as("operationId of " + where + " is its own")
              .isTrue();
          assertThat(operation.path("summary").asText()).as("summary of " + where).isNotEmpty();
          assertThat(operation.path("x-aws-action").asText())
              .as("AWS action of " + where)
              .contains(":");
        }
      }
    }
    assertThat(ids).as("operations").isNotEmpty();
  }
}
