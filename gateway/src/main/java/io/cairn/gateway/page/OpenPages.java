package io.cairn.gateway.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.gateway.openapi.ApiDocuments;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Answers the open paths, a closed list compared with the path as sent: anything that is merely
 * like one of them is not open.
 */
@Singleton
public class OpenPages {
  private static final String SWAGGER = "META-INF/resources/openapi-ui/";
  private static final Pattern HEALTH =
      Pattern.compile("/q/health(?:/(?:live|ready|started|well))?");

  /** Swagger UI sets style attributes; scripts come from the gateway's own files only. */
  private static final String DOCS_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
          + " font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  private final StatusProbe probe;
  private final StartPage startPage;
  private final ApiDocuments documents;
  private final ObjectMapper json;
  private final Map<String, Asset> assets = new HashMap<>();

  OpenPages(StatusProbe probe, StartPage startPage, ApiDocuments documents, ObjectMapper json) {
    this.probe = probe;
    this.startPage = startPage;
    this.documents = documents;
    this.json = json;
    assets.put("/docs", Asset.load("pages/docs.html", "text/html; charset=utf-8"));
    assets.put("/docs/docs.js", Asset.load("pages/docs.js", "text/javascript; charset=utf-8"));
    for (String script : new String[] {"swagger-ui-bundle.js", "swagger-ui-standalone-preset.js"}) {
      assets.put("/docs/" + script, Asset.load(SWAGGER + script, "text/javascript; charset=utf-8"));
    }
    assets.put(
        "/docs/swagger-ui.css", Asset.load(SWAGGER + "swagger-ui.css", "text/css; charset=utf-8"));
    assets.put("/favicon.ico", Asset.load(SWAGGER + "favicon.ico", "image/x-icon"));
  }

  /** Whether this is a request for a health page, which Quarkus answers. */
  public boolean isHealth(RoutingContext routing) {
    return isRead(routing) && HEALTH.matcher(path(routing)).matches();
  }

  /** Answers a request for an open page; false if it is for none. */
  public boolean answers(RoutingContext routing) {
    if (!isRead(routing)) {
      return false;
    }
    String path = path(routing);
    Asset asset = assets.get(path);
    if (asset != null) {
      end(routing, asset.mediaType(), path.startsWith("/docs") ? DOCS_POLICY : "", asset.bytes());
      return true;
    }
    switch (path) {
      case "/" -> startPage(routing);
      case "/api/v1/status" -> status(routing);
      case "/openapi" -> openApi(routing);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static boolean isRead(RoutingContext routing) {
    HttpMethod method = routing.request().method();
    return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
  }

  private static String path(RoutingContext routing) {
    String uri = String.valueOf(routing.request().uri());
    int question = uri.indexOf('?');
    return question < 0 ? uri : uri.substring(0, question);
  }

  private void startPage(RoutingContext routing) {
    probe
        .status()
        .onSuccess(
            status ->
                end(
                    routing,
                    "text/html; charset=utf-8",
                    startPage.contentSecurityPolicy(),
                    startPage.render(status).getBytes(StandardCharsets.UTF_8)))
        .onFailure(routing::fail);
  }

  private void status(RoutingContext routing) {
    probe
        .status()
        .onSuccess(status -> end(routing, "application/json", "", write(status)))
        .onFailure(routing::fail);
  }

  private byte[] write(SuiteStatus status) {
    try {
      return json.writeValueAsBytes(status);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the status could not be written", e);
    }
  }

  private void openApi(RoutingContext routing) {
    boolean yaml = "yaml".equalsIgnoreCase(routing.request().getParam("format"));
    end(
        routing,
        yaml ? "application/yaml" : "application/json",
        "",
        yaml ? documents.mergedYaml() : documents.merged());
  }

  private static void end(RoutingContext routing, String mediaType, String policy, byte[] bytes) {
    HttpServerResponse response = routing.response();
    response.putHeader("Content-Type", mediaType);
    if (!policy.isEmpty()) {
      response.putHeader("Content-Security-Policy", policy);
    }
    if (routing.request().method().equals(HttpMethod.HEAD)) {
      response.putHeader("Content-Length", Integer.toString(bytes.length));
      var _ = response.end();
    } else {
      var _ = response.end(Buffer.buffer(bytes));
    }
  }
}
