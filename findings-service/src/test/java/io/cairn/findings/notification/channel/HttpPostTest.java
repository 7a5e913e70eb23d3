package io.cairn.findings.notification.channel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.cairn.findings.notification.NotificationConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class HttpPostTest {
  private static NotificationConfig config() {
    return new SmallRyeConfigBuilder()
        .withMapping(NotificationConfig.class)
        .withDefaultValue("cairn.web.token-key", "a key")
        .build()
        .getConfigMapping(NotificationConfig.class);
  }

  /** A name that leads elsewhere by now must not matter: what was checked is connected to. */
  @Test
  void shouldConnectToTheAddressesItWasGivenAndToTheNextWhenOneDoesNotAnswer() throws IOException {
    // Given
    var host = new AtomicReference<String>("");
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          host.set(exchange.getRequestHeaders().getFirst("Host"));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    int port = server.getAddress().getPort();
    List<InetAddress> addresses =
        List.of(InetAddress.getByName("127.0.0.2"), InetAddress.getLoopbackAddress());

    // When
    try (var timer = Executors.newSingleThreadScheduledExecutor()) {
      HttpAnswer answer =
          new HttpPost(new TrustedCertificates(config()), timer, Duration.ofSeconds(5))
              .send(
                  URI.create("http://no-such-host.invalid:" + port + "/"),
                  addresses,
                  Map.of(),
                  "{}".getBytes(UTF_8));

      // Then
      assertThat(answer.status()).isEqualTo(204);
      assertThat(host.get()).isEqualTo("no-such-host.invalid:" + port);
    } finally {
      server.stop(0);
    }
  }
}
