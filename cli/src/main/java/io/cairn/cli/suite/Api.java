package io.cairn.cli.suite;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The REST API of a suite. Each request is signed with the access key; an answer that is no success
 * becomes {@link Refused} with the problem's own words, no answer {@link NotRunning}.
 */
public final class Api {
  /** Reads and writes JSON for all commands. */
  public static final ObjectMapper JSON = new ObjectMapper();

  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final URI base;
  private final Signing signing;
  private final HttpClient http;

  /** With a certificate, that one alone is trusted, whatever name it carries. */
  Api(URI base, AccessKey key, Optional<Path> certificate) {
    this.base = base;
    this.signing = new Signing(key);
    var client =
        HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .version(HttpClient.Version.HTTP_1_1);
    certificate.ifPresent(file -> client.sslContext(PinnedCertificate.of(file).context()));
    this.http = client.build();
  }

  /** GET. */
  public JsonNode get(Query query) {
    return send("GET", query.toString(), Map.of(), new byte[0]);
  }

  /** POST of JSON. */
  public JsonNode post(String path, JsonNode body) {
    return post(
        path,
        Map.of("Content-Type", "application/json"),
        body.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** POST of anything. */
  public JsonNode post(String path, Map<String, String> headers, byte[] body) {
    return send("POST", path, headers, body);
  }

  private JsonNode send(String method, String path, Map<String, String> headers, byte[] body) {
    URI uri = base.resolve(path);
    var request = HttpRequest.newBuilder(uri).timeout(LIMIT);
    request.method(
        method,
        body.length == 0
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofByteArray(body));
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put("Accept", "application/json");
    signing.headers(method, uri, all, body).forEach(request::header);
    try {
      var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      JsonNode json = parse(answer.body());
      if (answer.statusCode() >= 300) {
        throw new Refused(answer.statusCode(), Problems.sentence(answer.statusCode(), json));
      }
      return json;
    } catch (IOException e) {
      throw new NotRunning(
          "the suite at %s does not answer (%s); is it running? see ./cairn status"
              .formatted(
                  base, e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotRunning("interrupted while " + base + " was asked", e);
    }
  }

  private static JsonNode parse(byte[] body) {
    try {
      return body.length == 0 ? MissingNode.getInstance() : JSON.readTree(body);
    } catch (JsonProcessingException _) {
      return JSON.createObjectNode()
          .put("detail", new String(body, StandardCharsets.UTF_8).strip());
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory cannot fail to be read", e);
    }
  }

  /** The address of the suite. */
  public URI base() {
    return base;
  }
}
