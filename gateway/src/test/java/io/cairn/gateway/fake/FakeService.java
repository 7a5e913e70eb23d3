package io.cairn.gateway.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.cairn.testkit.access.TestKeys;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * A service as the gateway meets it: it refuses whoever brings no internal token of the gateway for
 * it, and otherwise answers with what it saw.
 */
@NullMarked
final class FakeService {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String name;
  private final boolean leaves;
  private final HttpServer server;
  private final JwtConsumer tokens;
  private final CountDownLatch released = new CountDownLatch(1);

  private FakeService(String name, boolean leaves, HttpServer server, PublicKey key) {
    this.name = name;
    this.leaves = leaves;
    this.server = server;
    this.tokens =
        new JwtConsumerBuilder()
            .setExpectedIssuer("cairn-gateway")
            .setExpectedAudience(name)
            .setRequireExpirationTime()
            .setMaxFutureValidityInMinutes(1)
            .setVerificationKey(key)
            .setJwsAlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, "ES256")
            .build();
  }

  static FakeService start(String name, boolean leaves) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    FakeService service = new FakeService(name, leaves, server, publicKey());
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", service::answer);
    server.start();
    return service;
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private static PublicKey publicKey() throws IOException {
    String pem =
        Files.readString(Path.of(TestKeys.settings().get("cairn.internal.public-key-file")));
    byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    try {
      return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der));
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getRawPath();
      if (path.equals("/q/health/ready")) {
        ready(exchange);
        return;
      }
      JwtClaims claims = claims(exchange);
      if (claims == null) {
        send(exchange, 401, "application/json", "{\"detail\":\"no token of the gateway\"}");
        return;
      }
      respond(exchange, path, claims);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** trail-service waits for its database, as far as its health page knows. */
  private void ready(HttpExchange exchange) throws IOException {
    if (name.equals("trail-service")) {
      String down =
          """
          {"status":"DOWN","checks":[{"name":"Liveness","status":"UP"},
            {"name":"Database connections health check","status":"DOWN"}]}
          """;
      send(exchange, 503, "application/json", down);
    } else {
      send(exchange, 200, "application/json", "{\"status\":\"UP\"}");
    }
  }

  private @Nullable JwtClaims claims(HttpExchange exchange) {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    if (header == null || !header.startsWith("Bearer ")) {
      return null;
    }
    try {
      return tokens.processToClaims(header.substring(7));
    } catch (InvalidJwtException e) {
      return null;
    }
  }

  private void respond(HttpExchange exchange, String path, JwtClaims claims)
      throws IOException, InterruptedException {
    switch (path) {
      case "/q/openapi" -> {
        send(exchange, 200, "application/json", document());
        if (leaves) {
          exchange.close();
          server.stop(0);
        }
      }
      case "/api/v1/config/slow" -> {
        boolean _ = new CountDownLatch(1).await(20, TimeUnit.SECONDS);
      }
      case "/api/v1/config/broken" -> exchange.close();
      case "/api/v1/config/stream" -> stream(exchange);
      case "/api/v1/config/release" -> {
        released.countDown();
        send(exchange, 200, "application/json", "{}");
      }
      case "/api/v1/config/refusing" -> send(exchange, 401, "application/json", "{}");
      case "/api/v1/config/missing" ->
          send(exchange, 404, "application/problem+json", "{\"status\":404}");
      default -> send(exchange, 200, "application/json", seen(exchange, claims));
    }
  }

  /** The first event at once, the second only when the caller has shown that it has the first. */
  private void stream(HttpExchange exchange) throws IOException, InterruptedException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    out.write("data: first\n\n".getBytes(StandardCharsets.UTF_8));
    out.flush();
    String last = released.await(20, TimeUnit.SECONDS) ? "second" : "nobody released it";
    out.write(("data: " + last + "\n\n").getBytes(StandardCharsets.UTF_8));
  }

  private String seen(HttpExchange exchange, JwtClaims claims) throws IOException {
    ObjectNode seen = JSON.createObjectNode();
    seen.put("method", exchange.getRequestMethod());
    seen.put("uri", exchange.getRequestURI().toString());
    ObjectNode headers = seen.putObject("headers");
    exchange
        .getRequestHeaders()
        .forEach((header, values) -> headers.put(header, String.join(",", values)));
    seen.put("body", new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    seen.set("claims", JSON.valueToTree(claims.getClaimsMap()));
    return seen.toString();
  }

  private String document() throws IOException {
    String file = "/" + name + "-openapi.json";
    try (InputStream in = FakeService.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IOException(file + " is missing");
      }
      JsonNode root = JSON.readTree(in);
      return root.toString();
    }
  }

  private static void send(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Server", "fake");
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head ? -1 : bytes.length);
    if (!head) {
      exchange.getResponseBody().write(bytes);
    }
  }
}
