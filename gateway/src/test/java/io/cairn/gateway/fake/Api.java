package io.cairn.gateway.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** A caller of the gateway under test, who signs with the AWS SDK's own signer. */
@NullMarked
public final class Api {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final AtomicInteger NONCE = new AtomicInteger();
  private static final Set<String> RESTRICTED =
      Set.of("host", "content-length", "connection", "expect", "transfer-encoding");

  private Api() {}

  /** An access key. */
  public record Key(String accessKeyId, String secret) {}

  /** An answer as text. */
  public record Answer(int status, Map<String, List<String>> headers, String body) {
    /** The body as JSON. */
    public JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (IOException e) {
        throw new UncheckedIOException(body, e);
      }
    }

    /** A header's first value, or null. */
    public @Nullable String header(String name) {
      List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
      return values == null ? null : values.getFirst();
    }
  }

  /** Where the gateway under test listens. */
  public static URI base() {
    int port = ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
    return URI.create("http://127.0.0.1:" + port);
  }

  /** The access key that the first start wrote. */
  public static Key administrator() {
    try {
      Path file =
          Path.of(
              ConfigProvider.getConfig().getValue("cairn.gateway.credentials-file", String.class));
      Map<String, String> values = new HashMap<>();
      for (String line : Files.readAllLines(file)) {
        int equals = line.indexOf('=');
        if (equals > 0) {
          values.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
        }
      }
      return new Key(
          String.valueOf(values.get("aws_access_key_id")),
          String.valueOf(values.get("aws_secret_access_key")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The headers that the SDK's signer gives a request, made at a time of choice. */
  public static Map<String, List<String>> sign(
      Key key, String method, URI uri, String body, String service, Clock clock) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.fromValue(method))
            .uri(uri)
            .putHeader("x-amz-nonce", Integer.toString(NONCE.incrementAndGet()))
            .build();
    SignedRequest signed =
        AwsV4HttpSigner.create()
            .sign(
                r ->
                    r.identity(AwsCredentialsIdentity.create(key.accessKeyId(), key.secret()))
                        .request(request)
                        .payload(() -> new ByteArrayInputStream(bytes))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1")
                        .putProperty(HttpSigner.SIGNING_CLOCK, clock));
    return new HashMap<>(signed.request().headers());
  }

  /** Sends a signed request. */
  public static Answer signed(Key key, String method, String path, String body) {
    URI uri = base().resolve(path);
    return send(method, uri, body, sign(key, method, uri, body, "cairn", Clock.systemUTC()));
  }

  /** Sends a request with a bearer token. */
  public static Answer bearer(String token, String method, String path, String body) {
    return send(
        method, base().resolve(path), body, Map.of("Authorization", List.of("Bearer " + token)));
  }

  /** Sends a request with these headers. */
  public static Answer send(
      String method, URI uri, String body, Map<String, List<String>> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofSeconds(30))
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (!body.isEmpty() && !headers.containsKey("Content-Type")) {
      request.header("Content-Type", "application/json");
    }
    headers.forEach(
        (name, values) -> {
          if (!RESTRICTED.contains(name.toLowerCase(Locale.ROOT))) {
            values.forEach(value -> request.header(name, value));
          }
        });
    try {
      HttpResponse<String> response =
          HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.headers().map(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Opens an answer without reading it whole. */
  public static HttpResponse<InputStream> open(String token, String path)
      throws IOException, InterruptedException {
    return HTTP.send(
        HttpRequest.newBuilder(base().resolve(path))
            .header("Authorization", "Bearer " + token)
            .build(),
        HttpResponse.BodyHandlers.ofInputStream());
  }

  /** Sends bytes as they are and reads the status line: for what no client would send. */
  public static String raw(String text) {
    try (Socket socket = new Socket(base().getHost(), base().getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      StringBuilder line = new StringBuilder();
      int c = socket.getInputStream().read();
      while (c >= 0 && c != '\r') {
        line.append((char) c);
        c = socket.getInputStream().read();
      }
      return line.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A bearer token of a key, obtained as anybody would. */
  public static String token(Key key) {
    return signed(key, "POST", "/api/v1/identity/tokens", "").json().path("accessToken").asText();
  }
}
