package io.cairn.e2e.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;

/** Somebody who is told: a real HTTP server that keeps what it was sent. */
public final class WebhookReceiver implements AutoCloseable {
  /**
   * A webhook.
   *
   * @param id header {@code webhook-id}
   * @param timestamp header {@code webhook-timestamp}, seconds since 1970
   * @param signature header {@code webhook-signature}
   * @param bytes the body as it came
   * @param body the JSON
   */
  @SuppressWarnings("ArrayRecordComponent") // a signature is over bytes
  public record Received(
      String id, String timestamp, String signature, byte[] bytes, JsonNode body) {

    /** Whether it is signed with {@code secret}, {@code whsec_…}, as Standard Webhooks has it. */
    public boolean isSignedWith(String secret) {
      try {
        byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
        return signature.equals("v1," + Base64.getEncoder().encodeToString(mac.doFinal(bytes)));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("this JVM has no HmacSHA256", e);
      }
    }
  }

  private final HttpServer server;
  private final List<Received> received = new CopyOnWriteArrayList<>();

  /** Listens on a free port of the loopback interface. */
  public WebhookReceiver() {
    try {
      var mapper = new ObjectMapper();
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
      server.createContext(
          "/",
          exchange -> {
            byte[] bytes = exchange.getRequestBody().readAllBytes();
            var headers = exchange.getRequestHeaders();
            received.add(
                new Received(
                    String.valueOf(headers.getFirst("webhook-id")),
                    String.valueOf(headers.getFirst("webhook-timestamp")),
                    String.valueOf(headers.getFirst("webhook-signature")),
                    bytes,
                    mapper.readTree(bytes)));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
          });
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen for webhooks", e);
    }
  }

  /** Where webhooks go. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
  }

  /** What came so far. */
  public List<Received> received() {
    return received;
  }

  /** Waits for a message about a finding that holds all {@code words}, rightly signed. */
  public void awaitWords(String secret, String... words) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(received)
                    .filteredOn(hook -> hook.isSignedWith(secret))
                    .extracting(hook -> hook.body().path("text").asText())
                    .anySatisfy(text -> assertThat(text).contains(words)));
    assertThat(received)
        .filteredOn(hook -> hook.isSignedWith(secret))
        .noneMatch(hook -> hook.isSignedWith("whsec_" + "A".repeat(32)));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
