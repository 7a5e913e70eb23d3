package io.cairn.e2e.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * One SQS queue: gives its messages again and again until they are deleted, to whoever signs. It
 * knows the two calls that a reader makes and answers 400 to any other.
 */
public final class QueueServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, String> messages = new ConcurrentHashMap<>();
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  /** Starts an empty queue on a free port. */
  public QueueServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.setExecutor(workers);
    server.start();
  }

  /** The queue's URL. */
  public String url() {
    return "http://127.0.0.1:%d/111122223333/trail-files".formatted(server.getAddress().getPort());
  }

  /** Puts a message into the queue. */
  public void put(String id, String body) {
    messages.put(id, body);
  }

  /** Whether every message was deleted by its reader. */
  public boolean isEmpty() {
    return messages.isEmpty();
  }

  private void answer(HttpExchange exchange) throws IOException {
    JsonNode asked = JSON.readTree(exchange.getRequestBody());
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    boolean signed = exchange.getRequestHeaders().containsKey("Authorization");
    ObjectNode answer = JSON.createObjectNode();
    int status = 200;
    if (signed && "AmazonSQS.ReceiveMessage".equals(target)) {
      messages.forEach(
          (id, body) ->
              answer
                  .withArray("Messages")
                  .addObject()
                  .put("MessageId", id)
                  .put("ReceiptHandle", "handle-of-" + id)
                  .put("MD5OfBody", md5(body))
                  .put("Body", body));
    } else if (signed && "AmazonSQS.DeleteMessage".equals(target)) {
      messages.remove(asked.path("ReceiptHandle").asText().replace("handle-of-", ""));
    } else {
      status = 400;
      answer.put("__type", "com.amazonaws.sqs#UnsupportedOperation").put("message", target);
    }
    byte[] bytes = JSON.writeValueAsBytes(answer);
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static String md5(String body) {
    try {
      byte[] sum = MessageDigest.getInstance("MD5").digest(body.getBytes(StandardCharsets.UTF_8));
      return "%032x".formatted(new BigInteger(1, sum));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JVM has no MD5, which SQS answers with", e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
  }
}
