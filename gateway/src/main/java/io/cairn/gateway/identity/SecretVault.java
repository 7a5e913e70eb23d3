package io.cairn.gateway.identity;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals secrets for the database by AES-256-GCM, bound to what they belong to, so that a sealed
 * secret moved to another row does not open there.
 */
@Singleton
class SecretVault {
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int MIN_SECRET = 32;

  private final SecureRandom random;
  private final SecretKeySpec key;

  SecretVault(IdentityConfig config, SecureRandom random, NewSecrets secrets) {
    this.random = random;
    String secret = config.secretKey().orElseGet(() -> fromFile(keyFile(config), secrets));
    if (secret.length() < MIN_SECRET) {
      throw new IllegalStateException(
          "cairn.gateway.secret-key has "
              + secret.length()
              + " characters; give at least "
              + MIN_SECRET);
    }
    this.key = new SecretKeySpec(sha256(secret), "AES");
  }

  private static Path keyFile(IdentityConfig config) {
    return config
        .secretKeyFile()
        .or(() -> config.credentialsFile().map(f -> f.resolveSibling("gateway.key")))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "set CAIRN_GATEWAY_SECRET_KEY or CAIRN_GATEWAY_SECRET_KEY_FILE: stored access"
                        + " keys are sealed under it"));
  }

  private static String fromFile(Path file, NewSecrets secrets) {
    try {
      if (!Files.exists(file)) {
        PrivateFiles.write(file, secrets.secretAccessKey() + "\n");
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read or make the gateway's secret key: " + file, e);
    }
  }

  byte[] seal(String owner, byte[] secret) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed = crypt(Cipher.ENCRYPT_MODE, nonce, owner, secret);
    byte[] out = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
    System.arraycopy(sealed, 0, out, NONCE_BYTES, sealed.length);
    return out;
  }

  byte[] open(String owner, byte[] sealed) {
    return crypt(
        Cipher.DECRYPT_MODE,
        Arrays.copyOf(sealed, NONCE_BYTES),
        owner,
        Arrays.copyOfRange(sealed, NONCE_BYTES, sealed.length));
  }

  private byte[] crypt(int mode, byte[] nonce, String owner, byte[] text) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          mode == Cipher.DECRYPT_MODE
              ? "the secret of "
                  + owner
                  + " does not open: cairn.gateway.secret-key is not the one it was sealed under"
              : "this JVM cannot seal secrets",
          e);
    }
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no SHA-256", e);
    }
  }
}
