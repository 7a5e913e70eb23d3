package io.cairn.gateway.identity;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.Base64;

/** Makes ids and secrets in the shapes that AWS gives them. */
@Singleton
class NewSecrets {
  private static final String BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private final SecureRandom random;

  NewSecrets(SecureRandom random) {
    this.random = random;
  }

  /** {@code AKIA} and 16 characters. */
  String accessKeyId() {
    return "AKIA" + base32(16);
  }

  /** {@code AIDA} and 17 characters. */
  String userId() {
    return "AIDA" + base32(17);
  }

  /** Forty characters of base 64: 240 random bits. */
  String secretAccessKey() {
    byte[] bytes = new byte[30];
    random.nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  private String base32(int length) {
    StringBuilder out = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      out.append(BASE_32.charAt(random.nextInt(BASE_32.length())));
    }
    return out.toString();
  }
}
