package io.cairn.testkit.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Map;

/**
 * The test JVM's stand-in for the gateway's key pair. Made once; kept as files whose names are
 * system properties, since the tests and the application run in different class loaders.
 */
public final class TestKeys {
  private static final String PUBLIC = "cairn.test.public-key-file";
  private static final String PRIVATE = "cairn.test.private-key-file";

  private TestKeys() {}

  /** Settings that make the application trust these keys. */
  public static synchronized Map<String, String> settings() {
    if (System.getProperty(PUBLIC) == null) {
      generate();
    }
    return Map.of(
        "cairn.internal.public-key-file", System.getProperty(PUBLIC),
        "cairn.gateway.internal-key-file", System.getProperty(PRIVATE));
  }

  /** The private half, to make tokens with. */
  public static PrivateKey privateKey() {
    try {
      String pem = Files.readString(Path.of(settings().get("cairn.gateway.internal-key-file")));
      byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
      return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
    } catch (IOException e) {
      throw new UncheckedIOException("the test's private key is gone", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the test's private key is damaged", e);
    }
  }

  private static void generate() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair keys = generator.generateKeyPair();
      Path folder = Files.createTempDirectory("cairn-test-keys");
      System.setProperty(
          PUBLIC, pem(folder.resolve("public.pem"), "PUBLIC KEY", keys.getPublic().getEncoded()));
      System.setProperty(
          PRIVATE,
          pem(folder.resolve("private.pem"), "PRIVATE KEY", keys.getPrivate().getEncoded()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep the test's keys", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM cannot make P-256 keys", e);
    }
  }

  private static String pem(Path file, String kind, byte[] der) throws IOException {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    Files.writeString(
        file, "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
    file.toFile().deleteOnExit();
    return file.toString();
  }
}
