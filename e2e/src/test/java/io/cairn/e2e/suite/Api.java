package io.cairn.e2e.suite;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The gateway, asked with a bearer token. */
public final class Api {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http;
  private final URI base;
  private final @Nullable String token;

  /** The gateway at an address; without a token, as a stranger. */
  public Api(URI base, @Nullable String token) {
    this(base, token, HttpClient.newBuilder());
  }

  /** The same over TLS, with a client's own trust. */
  public Api(URI base, @Nullable String token, SSLContext trust) {
    this(base, token, HttpClient.newBuilder().sslContext(trust));
  }

  private Api(URI base, @Nullable String token, HttpClient.Builder client) {
    this.http = client.connectTimeout(Duration.ofSeconds(5)).build();
    this.base = base;
    this.token = token;
  }

  /** GET. */
  public Answer get(String path) {
    return send(request(path).GET().build());
  }

  /** POST of JSON. */
  public Answer post(String path, String json) {
    return post(path, "application/json", json.getBytes(StandardCharsets.UTF_8));
  }

  /** POST of anything. */
  public Answer post(String path, String type, byte[] body) {
    return send(
        request(path).header("Content-Type", type).POST(BodyPublishers.ofByteArray(body)).build());
  }

  /** Any method. */
  public Answer send(String method, String path, String json) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(json))
            .build());
  }

  private HttpRequest.Builder request(String path) {
    var builder = HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(60));
    if (token != null) {
      builder.header("Authorization", "Bearer " + token);
    }
    return builder;
  }

  private Answer send(HttpRequest request) {
    try {
      HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      boolean json = response.headers().firstValue("Content-Type").orElse("").contains("json");
      return new Answer(
          response.statusCode(),
          json ? JSON.readTree(response.body()) : MissingNode.getInstance(),
          response.headers());
    } catch (IOException e) {
      throw new UncheckedIOException(request.method() + " " + request.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
