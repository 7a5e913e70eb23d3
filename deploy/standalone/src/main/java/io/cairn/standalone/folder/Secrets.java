package io.cairn.standalone.folder;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The credentials the suite's own parts use among themselves, made once and kept in files only the
 * owner reads. Losing the file means losing access to the database it guards: back it up with it.
 */
public final class Secrets {
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Path file;
  private final Path folder;
  private final Map<String, String> values;

  private Secrets(Path folder, Map<String, String> values) {
    this.folder = folder;
    this.file = folder.resolve("inner.properties");
    this.values = values;
  }

  /** Reads the folder's secrets; none yet is no error. */
  public static Secrets of(DataFolder data) {
    Path file = data.secrets().resolve("inner.properties");
    var read = new Properties();
    try {
      if (Files.exists(file)) {
        read.load(new StringReader(Files.readString(file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> values = new TreeMap<>();
    read.stringPropertyNames().forEach(name -> values.put(name, read.getProperty(name)));
    return new Secrets(data.secrets(), values);
  }

  /** The password called {@code name}: 40 letters and digits, made on first use. */
  public synchronized String password(String name) {
    return value(name, () -> random(LETTERS, 40));
  }

  /** An access key id in AWS's form for an inner server, made on first use. */
  public synchronized String accessKeyId(String name) {
    return value(name, () -> "CAIRN" + random("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 15));
  }

  /** 32 random bytes in Base64, made on first use. */
  public synchronized String key(String name) {
    return value(
        name,
        () -> {
          byte[] bytes = new byte[32];
          RANDOM.nextBytes(bytes);
          return Base64.getEncoder().encodeToString(bytes);
        });
  }

  /** The PEM file of the gateway's private key (PKCS#8, ES256), made with its public half. */
  public Path internalPrivateKey() {
    return internalKeys().resolve("internal-private.pem");
  }

  /** The PEM file of the public key that every service verifies internal tokens with. */
  public Path internalPublicKey() {
    return internalKeys().resolve("internal-public.pem");
  }

  private synchronized Path internalKeys() {
    Path secret = folder.resolve("internal-private.pem");
    Path open = folder.resolve("internal-public.pem");
    if (Files.exists(secret) && Files.exists(open)) {
      return folder;
    }
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
      var pair = generator.generateKeyPair();
      DataFolder.writeSecret(open, pem("PUBLIC KEY", pair.getPublic().getEncoded()));
      DataFolder.writeSecret(secret, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
      return folder;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no P-256", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String pem(String kind, byte[] der) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, body, kind);
  }

  private String value(String name, Supplier<String> make) {
    String known = values.get(name);
    if (known != null) {
      return known;
    }
    String made = make.get();
    values.put(name, made);
    try {
      DataFolder.writeSecret(
          file,
          values.entrySet().stream()
              .map(e -> e.getKey() + "=" + e.getValue() + "\n")
              .collect(Collectors.joining()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return made;
  }

  private static String random(String alphabet, int length) {
    return RANDOM
        .ints(length, 0, alphabet.length())
        .mapToObj(i -> String.valueOf(alphabet.charAt(i)))
        .collect(Collectors.joining());
  }
}
