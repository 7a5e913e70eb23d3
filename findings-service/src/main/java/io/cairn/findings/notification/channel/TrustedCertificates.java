package io.cairn.findings.notification.channel;

import io.cairn.findings.notification.NotificationConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whom webhooks must be certified by: the JVM's authorities, and those of a file where one is
 * configured. A changed file counts from the next connection on.
 */
@ApplicationScoped
class TrustedCertificates {
  private final Optional<Path> file;
  private @Nullable Loaded loaded;

  TrustedCertificates(NotificationConfig config) {
    this.file = config.trustedCertificates();
  }

  private record Loaded(FileTime modified, SSLSocketFactory sockets) {}

  /**
   * Makes sockets that trust them.
   *
   * @throws IOException if the file cannot be read or holds no certificates
   */
  SSLSocketFactory sockets() throws IOException {
    try {
      return file.isEmpty() ? SSLContext.getDefault().getSocketFactory() : load(file.get());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JVM has no TLS", e);
    }
  }

  private synchronized SSLSocketFactory load(Path path) throws IOException {
    try {
      FileTime modified = Files.getLastModifiedTime(path);
      Loaded held = loaded;
      if (held == null || !held.modified.equals(modified)) {
        held = new Loaded(modified, sockets(path));
        loaded = held;
      }
      return held.sockets;
    } catch (IOException | GeneralSecurityException e) {
      throw new IOException(
          "cairn.findings.notification.trusted-certificates: " + path + " cannot be read: " + e, e);
    }
  }

  private static SSLSocketFactory sockets(Path path) throws IOException, GeneralSecurityException {
    KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
    all.load(null, null);
    int number = 0;
    for (X509Certificate own : authorities()) {
      all.setCertificateEntry("jvm-" + number++, own);
    }
    for (Certificate certificate : read(path)) {
      all.setCertificateEntry("file-" + number++, certificate);
    }
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(all);
    var context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context.getSocketFactory();
  }

  private static Collection<? extends Certificate> read(Path path)
      throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(path)) {
      return CertificateFactory.getInstance("X.509").generateCertificates(in);
    }
  }

  private static X509Certificate[] authorities() throws GeneralSecurityException {
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init((KeyStore) null);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager x509) {
        return x509.getAcceptedIssuers();
      }
    }
    return new X509Certificate[0];
  }
}
