package io.cairn.bench.path;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Notes when a webhook that names one of the run's marked accounts came in. */
final class WebhookReceiver implements AutoCloseable {
  private static final Pattern MARK = Pattern.compile("bench-mark-(\\d+)");

  private final HttpServer server;
  private final Map<Integer, Long> received = new ConcurrentHashMap<>();

  WebhookReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    server.createContext(
        "/",
        exchange -> {
          long now = System.nanoTime();
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          Matcher mark = MARK.matcher(body);
          while (mark.find()) {
            received.putIfAbsent(Integer.valueOf(mark.group(1)), now);
          }
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
  }

  Map<Integer, Long> received() {
    return received;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
