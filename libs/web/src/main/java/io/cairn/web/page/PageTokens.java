package io.cairn.web.page;

import io.cairn.web.problem.HttpProblem;
import io.cairn.web.problem.ProblemException;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes page tokens that callers can neither read nor change nor use for another query: AES-256-GCM
 * under the suite's token key, bound to a purpose. All replicas share the key, so any of them goes
 * on with a token.
 */
@Singleton
public class PageTokens {
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int MAX_TOKEN_LENGTH = 4_096;

  private final SecretKeySpec key;
  private final SecureRandom random = new SecureRandom();

  PageTokens(PageConfig config) {
    this.key = new SecretKeySpec(sha256(config.tokenKey()), "AES");
  }

  /**
   * Seals where a list goes on.
   *
   * @param purpose the operation and its arguments; the token is good for nothing else
   * @param payload what the operation needs to go on
   */
  public String seal(String purpose, String payload) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed =
        crypt(Cipher.ENCRYPT_MODE, nonce, purpose, payload.getBytes(StandardCharsets.UTF_8));
    byte[] token = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
    System.arraycopy(sealed, 0, token, NONCE_BYTES, sealed.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  /** Opens a token made for the same purpose. Throws a 400 problem for any other text. */
  public String open(String purpose, String token) {
    if (token.length() > MAX_TOKEN_LENGTH) {
      throw foreign();
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(token);
      if (bytes.length <= NONCE_BYTES) {
        throw foreign();
      }
      byte[] nonce = Arrays.copyOf(bytes, NONCE_BYTES);
      byte[] sealed = Arrays.copyOfRange(bytes, NONCE_BYTES, bytes.length);
      return new String(crypt(Cipher.DECRYPT_MODE, nonce, purpose, sealed), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw foreign();
    }
  }

  private byte[] crypt(int mode, byte[] nonce, String purpose, byte[] text) {
    try {
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(text);
    } catch (GeneralSecurityException e) {
      if (mode == Cipher.DECRYPT_MODE) {
        throw new IllegalArgumentException("token does not open", e);
      }
      throw new IllegalStateException("this JVM cannot seal page tokens", e);
    }
  }

  private static ProblemException foreign() {
    return new ProblemException(
        HttpProblem.BAD_REQUEST,
        "nextToken was not made for this query; repeat the query that gave it, or start without it.");
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no SHA-256", e);
    }
  }
}
