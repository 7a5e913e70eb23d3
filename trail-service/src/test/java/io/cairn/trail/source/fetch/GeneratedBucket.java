package io.cairn.trail.source.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.NullMarked;

/** A bucket of many keys and no bytes, which answers ListObjectsV2 as S3 does. */
@NullMarked
final class GeneratedBucket implements AutoCloseable {
  private static final int PAGE = 1_000;

  private final NavigableSet<String> keys = new ConcurrentSkipListSet<>();
  private final AtomicInteger calls = new AtomicInteger();
  private final HttpServer server;

  GeneratedBucket() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  void put(String key) {
    keys.add(key);
  }

  int keys() {
    return keys.size();
  }

  /** Calls since the last time this was asked. */
  int calls() {
    return calls.getAndSet(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    calls.incrementAndGet();
    Map<String, String> query = new HashMap<>();
    for (String pair : exchange.getRequestURI().getRawQuery().split("&", -1)) {
      String[] parts = pair.split("=", 2);
      query.put(parts[0], parts.length == 2 ? URLDecoder.decode(parts[1], UTF_8) : "");
    }
    byte[] answer = list(query).getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/xml");
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private String list(Map<String, String> query) {
    String prefix = query.getOrDefault("prefix", "");
    String after = query.getOrDefault("continuation-token", query.getOrDefault("start-after", ""));
    boolean grouped = query.containsKey("delimiter");
    var contents = new StringBuilder();
    Set<String> groups = new LinkedHashSet<>();
    int count = 0;
    String last = "";
    String from = after.compareTo(prefix) < 0 ? prefix : after;
    boolean more = false;
    String key = from.equals(prefix) ? keys.ceiling(from) : keys.higher(from);
    while (key != null && key.startsWith(prefix)) {
      if (count == PAGE) {
        more = true;
        break;
      }
      int slash = key.indexOf('/', prefix.length());
      if (grouped && slash >= 0) {
        String group = key.substring(0, slash + 1);
        groups.add(group);
        last = group + Character.MAX_VALUE;
      } else {
        contents.append(
            "<Contents><Key>%s</Key><ETag>&quot;e&quot;</ETag><Size>1</Size></Contents>"
                .formatted(key));
        last = key;
      }
      count++;
      key = keys.higher(last);
    }
    groups.forEach(
        group ->
            contents.append(
                "<CommonPrefixes><Prefix>%s</Prefix></CommonPrefixes>".formatted(group)));
    return "<?xml version=\"1.0\"?><ListBucketResult><IsTruncated>%s</IsTruncated>%s%s</ListBucketResult>"
        .formatted(
            more,
            more ? "<NextContinuationToken>" + last + "</NextContinuationToken>" : "",
            contents);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
