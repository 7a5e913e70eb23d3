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
import org.jspecify.annotations.Nullable;

/**
 * One POST over HTTP/1.1 to addresses that somebody else looked up and checked, which the JDK's own
 * client cannot do. Follows no redirect, asks no proxy, keeps no connection, reads at most 64 KiB
 * of the answer, and ends within its time whatever the other side does.
 */
final class HttpPost {
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private static final int MOST_TRIED = 3;

  private final TrustedCertificates trusted;
  private final ScheduledExecutorService timer;
  private final Duration timeout;

  /** {@code timer} closes connections that take too long. */
  HttpPost(TrustedCertificates trusted, ScheduledExecutorService timer, Duration timeout) {
    this.trusted = trusted;
    this.timer = timer;
    this.timeout = timeout;
  }

  /**
   * Sends a body and reads the answer.
   *
   * @param addresses of the URL's host; of the first three the first that answers is taken
   * @throws IOException if it cannot, or the answer does not come in time or is no HTTP
   */
  HttpAnswer send(URI url, List<InetAddress> addresses, Map<String, String> headers, byte[] body)
      throws IOException {
    var expired = new AtomicBoolean();
    try (Socket connection = connect(addresses, AddressGuard.port(url))) {
      ScheduledFuture<?> end =
          timer.schedule(
              () -> expire(connection, expired), timeout.toMillis(), TimeUnit.MILLISECONDS);
      try (Socket secured = secure(connection, url)) {
        write(secured.getOutputStream(), url, headers, body);
        return HttpAnswer.read(new BufferedInputStream(secured.getInputStream()));
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

  /** Connects to the first address that takes it, all within the time of one attempt. */
  private Socket connect(List<InetAddress> addresses, int port) throws IOException {
    List<InetAddress> tried = addresses.subList(0, Math.min(MOST_TRIED, addresses.size()));
    int each = (int) Math.min(CONNECT.toMillis(), timeout.toMillis() / tried.size());
    IOException failure = new IOException("there is no address to connect to");
    for (InetAddress address : tried) {
      var connection = new Socket();
      try {
        connection.setSoTimeout((int) timeout.toMillis());
        connection.connect(new InetSocketAddress(address, port), each);
        return connection;
      } catch (IOException e) {
        connection.close();
        failure = e;
      }
    }
    throw failure;
  }

  private static void expire(Socket connection, AtomicBoolean expired) {
    expired.set(true);
    try {
      connection.close();
    } catch (IOException e) {
      throw new IllegalStateException("a connection that took too long cannot be closed", e);
    }
  }

  private Socket secure(Socket connection, URI url) throws IOException {
    if (!"https".equalsIgnoreCase(url.getScheme())) {
      return connection;
    }
    var secured =
        (SSLSocket)
            trusted
                .sockets()
                .createSocket(
                    connection, AddressGuard.bare(url.getHost()), AddressGuard.port(url), true);
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
