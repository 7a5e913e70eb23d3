package io.cairn.e2e.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Somebody who is told: a real HTTP server that keeps what it was sent. */
public final class WebhookReceiver implements AutoCloseable {
  /**
   * A webhook.
   *
   * @param id header {@code webhook-id}
   * @param signature header {@code webhook-signature}
   * @param body the JSON
   */
  public record Received(String id, String signature, JsonNode body) {}

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
            received.add(
                new Received(
                    String.valueOf(exchange.getRequestHeaders().getFirst("webhook-id")),
                    String.valueOf(exchange.getRequestHeaders().getFirst("webhook-signature")),
                    mapper.readTree(exchange.getRequestBody())));
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

  @Override
  public void close() {
    server.stop(0);
  }
}
