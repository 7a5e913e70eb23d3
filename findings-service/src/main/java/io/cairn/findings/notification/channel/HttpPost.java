package io.cairn.findings.notification.channel;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * One POST over HTTP/1.1 to addresses that somebody else looked up and checked, which the JDK's own
 * client cannot do. Follows no redirect, asks no proxy, keeps no connection, reads at most 64 KiB
 * of the answer, and ends within its time whatever the other side does.
 */
final class HttpPost {
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private final ScheduledExecutorService timer;
  private final Duration timeout;

  /** {@code timer} closes connections that take too long. */
  HttpPost(ScheduledExecutorService timer, Duration timeout) {
    this.timer = timer;
    this.timeout = timeout;
  }

  /**
   * Sends a body and reads the answer.
   *
   * @param addresses of the URL's host; the first is connected to
   * @throws IOException if it cannot, or the answer does not come in time or is no HTTP
   */
  HttpAnswer send(URI url, List<InetAddress> addresses, Map<String, String> headers, byte[] body)
      throws IOException {
    var expired = new AtomicBoolean();
    try (var connection = new Socket()) {
      ScheduledFuture<?> end =
          timer.schedule(
              () -> expire(connection, expired), timeout.toMillis(), TimeUnit.MILLISECONDS);
      try (Socket connected = connect(connection, url, addresses)) {
        write(connected.getOutputStream(), url, headers, body);
        return HttpAnswer.read(new BufferedInputStream(connected.getInputStream()));
      } finally {
        end.cancel(false);
      }
    } catch (IOException e) {
      if (expired.get()) {
        throw new SocketTimeoutException("no answer within " + timeout.toSeconds() + " s");
      }
      throw e;
    }
  }

  private static void expire(Socket connection, AtomicBoolean expired) {
    expired.set(true);
    try {
      connection.close();
    } catch (IOException e) {
      throw new IllegalStateException("a connection that took too long cannot be closed", e);
    }
  }

  private static Socket connect(Socket connection, URI url, List<InetAddress> addresses)
      throws IOException {
    int port = AddressGuard.port(url);
    connection.setSoTimeout((int) CONNECT.multipliedBy(6).toMillis());
    connection.connect(new InetSocketAddress(addresses.getFirst(), port), (int) CONNECT.toMillis());
    if (!"https".equalsIgnoreCase(url.getScheme())) {
      return connection;
    }
    var factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    var secured =
        (SSLSocket) factory.createSocket(connection, AddressGuard.bare(url.getHost()), port, true);
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    return secured;
  }

  private static void write(OutputStream out, URI url, Map<String, String> headers, byte[] body)
      throws IOException {
    var head = new StringBuilder();
    head.append("POST ").append(target(url)).append(" HTTP/1.1\r\nHost: ").append(url.getHost());
    if (url.getPort() >= 0) {
      head.append(':').append(url.getPort());
    }
    head.append("\r\nConnection: close\r\nContent-Length: ").append(body.length).append("\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append("\r\n");
    out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    out.write(body);
    out.flush();
  }

  private static String target(URI url) {
    @Nullable String path = URI.create(url.toASCIIString()).getRawPath();
    @Nullable String query = URI.create(url.toASCIIString()).getRawQuery();
    return (path == null || path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query);
  }
}
