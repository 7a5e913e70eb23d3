package io.cairn.e2e.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate that nobody but the test knows, for {@code 127.0.0.1}.
 *
 * @param certificate PEM file
 * @param key PEM file of its private key
 * @param trust a client's trust in it alone
 */
public record Certificate(Path certificate, Path key, SSLContext trust) {
  private static final String PASSWORD = "for-the-test-alone";

  /** Makes one in a folder. */
  public static Certificate make(Path folder) {
    Path store = folder.resolve("store.p12");
    CommandResult made =
        Commands.run(
            Duration.ofSeconds(30),
            Map.of(),
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "gateway",
                "-keyalg",
                "EC",
                "-dname",
                "CN=cairn.example",
                "-ext",
                "SAN=ip:127.0.0.1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                store.toString()));
    assertThat(made.status()).as(made.toString()).isZero();
    try {
      var keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
      var certificate = (X509Certificate) keys.getCertificate("gateway");
      return new Certificate(
          pem(folder.resolve("cert.pem"), "CERTIFICATE", certificate.getEncoded()),
          pem(
              folder.resolve("key.pem"),
              "PRIVATE KEY",
              keys.getKey("gateway", PASSWORD.toCharArray()).getEncoded()),
          trust(certificate));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the certificate cannot be read", e);
    }
  }

  private static Path pem(Path file, String what, byte[] bytes) throws IOException {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return Files.writeString(
        file,
        "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, body, what),
        StandardCharsets.US_ASCII);
  }

  private static SSLContext trust(X509Certificate certificate)
      throws GeneralSecurityException, IOException {
    var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    trusted.setCertificateEntry("gateway", certificate);
    var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    var context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }
}
