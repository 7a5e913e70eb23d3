package io.cairn.findings.notification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cairn.contracts.ComplianceType;
import io.cairn.findings.Api;
import io.cairn.findings.compliance.Verdicts;
import io.cairn.testkit.servers.KafkaProbe;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Webhooks over real TLS: whom the sender believes, and what the delivery's record says of others.
 */
@NullMarked
@QuarkusTest
class TlsTest {
  private static final Path FOLDER = Path.of("target/test-tls");
  private static final String PASSWORD = "changeit";

  private final String account = Api.account();
  private final KafkaProbe probe = new KafkaProbe();

  @BeforeAll
  static void makeCertificates() throws Exception {
    Files.createDirectories(FOLDER);
    make("trusted", "dns:localhost,ip:127.0.0.1");
    make("misnamed", "dns:elsewhere.example");
    make("stranger", "dns:localhost,ip:127.0.0.1");
    Files.writeString(
        FOLDER.resolve("trusted.pem"),
        Files.readString(FOLDER.resolve("trusted.crt"))
            + Files.readString(FOLDER.resolve("misnamed.crt")));
  }

  private static void make(String name, String names) throws Exception {
    Path store = FOLDER.resolve(name + ".p12");
    Files.deleteIfExists(store);
    keytool(
        "-genkeypair",
        "-alias",
        name,
        "-keyalg",
        "EC",
        "-dname",
        "CN=" + name,
        "-ext",
        "san=" + names,
        "-validity",
        "2",
        "-storetype",
        "PKCS12",
        "-keystore",
        store.toString());
    var keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    String encoded =
        Base64.getMimeEncoder(64, new byte[] {'\n'})
            .encodeToString(keys.getCertificate(name).getEncoded());
    Files.writeString(
        FOLDER.resolve(name + ".crt"),
        "-----BEGIN CERTIFICATE-----\n" + encoded + "\n-----END CERTIFICATE-----\n");
  }

  private static void keytool(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
    command.addAll(List.of("-J-XX:TieredStopAtLevel=1"));
    command.addAll(List.of(arguments));
    command.addAll(List.of("-storepass", PASSWORD));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
  }

  private static SSLContext certified(String name) throws IOException, GeneralSecurityException {
    var keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(FOLDER.resolve(name + ".p12"))) {
      keys.load(in, PASSWORD.toCharArray());
    }
    var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, PASSWORD.toCharArray());
    var context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }

  @AfterEach
  void close() {
    probe.close();
  }

  private String target(Receiver receiver) {
    return Targets.id(
        Targets.webhook(
            "https://localhost:" + receiver.port() + "/hook",
            account,
            "on",
            List.of("compliance")));
  }

  /** What the record of a message says once it is dead. */
  private String lastError(Receiver receiver) {
    String target = target(receiver);
    Verdicts.send(probe, Verdicts.verdict(account, ComplianceType.NON_COMPLIANT, 1, 1));
    List<Map<String, Object>> dead =
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> Targets.deliveries(target, "DEAD"), found -> !found.isEmpty());
    return Api.text(dead.getFirst(), "lastError");
  }

  @Test
  void shouldDeliverWhenTheCertificateIsTrustedAndOfTheHost() throws Exception {
    try (var receiver = Receiver.secured(certified("trusted"))) {
      // When
      JsonPath result = Targets.test(target(receiver));

      // Then
      assertThat(result.getString("detail")).isEqualTo("HTTP 200");
      assertThat(receiver.received()).hasSize(1);
      assertThat(receiver.received().getFirst().header("host"))
          .isEqualTo("localhost:" + receiver.port());
    }
  }

  @Test
  void shouldSendNothingAndSaySoWhenTheCertificateIsNotTrusted() throws Exception {
    try (var receiver = Receiver.secured(certified("stranger"))) {
      assertThat(lastError(receiver))
          .startsWith("localhost is not who it should be, or speaks no TLS: ")
          .contains("unable to find valid certification path")
          .contains("cairn.findings.notification.trusted-certificates");
      assertThat(receiver.received()).isEmpty();
    }
  }

  @Test
  void shouldSendNothingAndSaySoWhenTheCertificateIsOfAnotherHost() throws Exception {
    try (var receiver = Receiver.secured(certified("misnamed"))) {
      assertThat(lastError(receiver))
          .contains("No subject alternative DNS name matching localhost");
      assertThat(receiver.received()).isEmpty();
    }
  }

  @Test
  void shouldNotFollowARedirectToAPrivateAddressAndSaySo() throws Exception {
    try (var inner = new Receiver();
        var receiver = Receiver.secured(certified("trusted"))) {
      receiver.answer(
          exchange -> {
            exchange.getResponseHeaders().add("Location", inner.url("/latest/meta-data"));
            Receiver.reply(exchange, 307, "");
          });
      assertThat(lastError(receiver)).contains("HTTP 307", "redirects are not followed");
      assertThat(inner.received()).isEmpty();
    }
  }
}
