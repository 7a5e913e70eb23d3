package io.cairn.trail.source.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.NullMarked;

/** An SQS queue of the two operations that a source uses; what is not deleted is given again. */
@NullMarked
final class LocalQueue implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final Map<String, String> waiting = new LinkedHashMap<>();
  private final Set<String> received = ConcurrentHashMap.newKeySet();

  LocalQueue() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/000000000000/trail";
  }

  synchronized void send(String id, String body) {
    waiting.put(id, body);
  }

  synchronized Set<String> waiting() {
    return Set.copyOf(waiting.keySet());
  }

  Set<String> received() {
    return Set.copyOf(received);
  }

  private void answer(HttpExchange exchange) throws IOException {
    JsonNode request = JSON.readTree(exchange.getRequestBody());
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    byte[] answer =
        (target.endsWith("ReceiveMessage") ? receive() : delete(request))
            .toString()
            .getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private synchronized ObjectNode receive() {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode messages = answer.putArray("Messages");
    waiting.forEach(
        (id, body) -> {
          if (received.add(id) && messages.size() < 10) {
            messages
                .addObject()
                .put("MessageId", id)
                .put("ReceiptHandle", id)
                .put("MD5OfBody", md5(body))
                .put("Body", body);
          }
        });
    return answer;
  }

  private synchronized ObjectNode delete(JsonNode request) {
    waiting.remove(request.path("ReceiptHandle").asText());
    return JSON.createObjectNode();
  }

  private static String md5(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
