package io.cairn.standalone.service;

import io.cairn.standalone.folder.CannotStart;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * The certificate and key the gateway speaks TLS with, both PEM.
 *
 * @param certificate the certificate, followed by its chain
 * @param key the private key, PKCS#8
 */
public record Tls(Path certificate, Path key) {
  /** Refuses files that cannot be read. */
  public Tls {
    for (Path each : new Path[] {certificate, key}) {
      if (!Files.isReadable(each)) {
        throw new CannotStart("the TLS file %s cannot be read".formatted(each));
      }
    }
  }

  /** The settings of a service process that serves on {@code port} with TLS alone. */
  public Map<String, String> environment(int port) {
    return Map.of(
        "QUARKUS_HTTP_SSL_PORT", Integer.toString(port),
        "QUARKUS_HTTP_SSL_CERTIFICATE_FILES", certificate.toAbsolutePath().toString(),
        "QUARKUS_HTTP_SSL_CERTIFICATE_KEY_FILES", key.toAbsolutePath().toString(),
        "QUARKUS_HTTP_INSECURE_REQUESTS", "disabled");
  }

  /** Makes connections that trust this certificate and no other. */
  public SSLSocketFactory socketFactory() {
    try (InputStream pem = Files.newInputStream(certificate)) {
      var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      int i = 0;
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        trusted.setCertificateEntry("gateway-" + i++, each);
      }
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      var context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException | IOException e) {
      throw new CannotStart(
          "the TLS certificate %s is no PEM certificate: %s".formatted(certificate, e.getMessage()),
          e);
    }
  }
}
