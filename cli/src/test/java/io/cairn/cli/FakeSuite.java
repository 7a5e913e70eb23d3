package io.cairn.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers as a gateway would, remembers what it was asked, and lies on disk as a running suite. */
public final class FakeSuite implements AutoCloseable {
  /** A request as it came. */
  public record Asked(String method, String uri, Map<String, String> headers, byte[] body) {
    /** The body as text. */
    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    /** A header, or null. */
    public @Nullable String header(String name) {
      return headers.get(name.toLowerCase(Locale.ROOT));
    }
  }

  /** An answer to give. */
  public record Answer(int status, String json) {}

  private final HttpServer server;
  private final Path data;
  private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, Function<Asked, Answer>> answers =
      Collections.synchronizedMap(new LinkedHashMap<>());

  /** Starts on a free port, and notes it in a data folder. */
  public FakeSuite(Path data) throws IOException {
    this.data = data;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.createContext("/", this::handle);
    server.start();
    Files.createDirectories(data.resolve("run"));
    Files.writeString(
        data.resolve("run/url"), "http://127.0.0.1:" + server.getAddress().getPort() + "\n");
    Files.writeString(
        data.resolve("credentials"),
        "[default]\naws_access_key_id = AKIDEXAMPLE0000001\naws_secret_access_key = secret\n");
  }

  /** Answers requests whose method and URI begin so; the longest beginning wins. */
  public FakeSuite on(String beginning, int status, String json) {
    return on(beginning, _ -> new Answer(status, json));
  }

  /** The same, with an answer made of the request. */
  public FakeSuite on(String beginning, Function<Asked, Answer> answer) {
    answers.put(beginning, answer);
    return this;
  }

  private void handle(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((k, v) -> headers.put(k.toLowerCase(Locale.ROOT), v.getFirst()));
    var request =
        new Asked(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            headers,
            exchange.getRequestBody().readAllBytes());
    asked.add(request);
    String line = request.method() + " " + request.uri();
    Answer answer =
        answers.entrySet().stream()
            .filter(e -> line.startsWith(e.getKey()))
            .max(Map.Entry.comparingByKey(Comparator.comparingInt(String::length)))
            .map(e -> e.getValue().apply(request))
            .orElse(new Answer(404, "{\"detail\":\"There is no " + line + ".\"}"));
    byte[] body = answer.json().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /** What was asked so far. */
  public List<Asked> asked() {
    return List.copyOf(asked);
  }

  /** The data folder. */
  public Path data() {
    return data;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
