package io.cairn.trail.source.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.NullMarked;

/** An endpoint that gives prepared answers, one request after the other; the last one stays. */
@NullMarked
final class ScriptedAws implements AutoCloseable {

  /** An answer as it goes over the wire. */
  record Answer(int status, Map<String, String> headers, String body) {
    static Answer s3(int status, String code, String message) {
      return xml(
          status,
          "<Error><Code>%s</Code><Message>%s</Message><RequestId>TX1</RequestId><HostId>h</HostId></Error>"
              .formatted(code, message));
    }

    static Answer sts(int status, String code, String message) {
      return xml(
          status,
          ("<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Type>Sender</Type>"
                  + "<Code>%s</Code><Message>%s</Message></Error><RequestId>r</RequestId></ErrorResponse>")
              .formatted(code, message));
    }

    static Answer sqs(int status, String type, String queryCode, String message) {
      return new Answer(
          status,
          Map.of(
              "Content-Type",
              "application/x-amz-json-1.0",
              "x-amzn-query-error",
              queryCode + ";Sender"),
          "{\"__type\":\"%s\",\"message\":\"%s\"}".formatted(type, message));
    }

    static Answer xml(int status, String body) {
      return new Answer(
          status,
          Map.of("Content-Type", "application/xml"),
          "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + body);
    }

    Answer with(String header, String value) {
      return new Answer(status, Map.of("Content-Type", "application/xml", header, value), body);
    }
  }

  private final HttpServer server;
  private final Deque<Answer> answers = new ArrayDeque<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();

  ScriptedAws(Answer... prepared) throws IOException {
    answers.addAll(List.of(prepared));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Method, path and form or body of each request. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    asked.add(
        exchange.getRequestMethod()
            + " "
            + exchange.getRequestURI()
            + " payer="
            + exchange.getRequestHeaders().getFirst("x-amz-request-payer")
            + " "
            + body);
    Answer next;
    synchronized (answers) {
      next = answers.size() > 1 ? answers.removeFirst() : answers.getFirst();
    }
    byte[] bytes = next.body().getBytes(UTF_8);
    next.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    exchange.sendResponseHeaders(next.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
