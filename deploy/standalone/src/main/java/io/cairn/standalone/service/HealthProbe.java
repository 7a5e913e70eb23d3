package io.cairn.standalone.service;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;

/**
 * Asks a service on this machine whether it is ready. The answer is a status alone, so with TLS any
 * certificate that {@code tls} trusts will do, whatever name it carries.
 *
 * @param host address to connect to
 * @param port port to connect to
 * @param tls set where the service speaks TLS
 */
public record HealthProbe(String host, int port, Optional<SSLSocketFactory> tls) {
  private static final int MILLIS = 3_000;

  /** Whether the service answers 200 on its readiness path within 3 s. */
  public boolean isReady() {
    try (var socket = connect()) {
      socket.setSoTimeout(MILLIS);
      socket
          .getOutputStream()
          .write(
              "GET /q/health/ready HTTP/1.1\r\nHost: %s:%d\r\nConnection: close\r\n\r\n"
                  .formatted(host, port)
                  .getBytes(StandardCharsets.US_ASCII));
      var reader =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      String status = reader.readLine();
      return status != null && status.startsWith("HTTP/1.1 200");
    } catch (IOException _) {
      return false;
    }
  }

  private Socket connect() throws IOException {
    var plain = new Socket();
    try {
      plain.connect(new InetSocketAddress(host, port), MILLIS);
      return tls.isPresent() ? tls.get().createSocket(plain, host, port, true) : plain;
    } catch (IOException e) {
      plain.close();
      throw e;
    }
  }
}
