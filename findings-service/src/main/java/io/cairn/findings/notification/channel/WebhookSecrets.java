package io.cairn.findings.notification.channel;

import io.cairn.findings.notification.NotificationConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signing secrets of webhooks: makes them, seals them for the database (AES-256-GCM, bound to the
 * target), and signs with them. A secret never appears in a log or in an answer but the one that
 * made it.
 */
@ApplicationScoped
public class WebhookSecrets {
  private static final String PREFIX = "whsec_";
  private static final int SECRET_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final NotificationConfig config;
  private final SecureRandom random = new SecureRandom();

  WebhookSecrets(NotificationConfig config) {
    this.config = config;
  }

  /** The secret of a target cannot be opened: the key it was sealed under is another. */
  public static class SealBrokenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SealBrokenException(UUID targetId, Throwable cause) {
      super(
          "the signing secret of target "
              + targetId
              + " cannot be opened, because cairn.findings.notification.secret-key changed;"
              + " rotate the target's secret",
          cause);
    }
  }

  /** A new secret, as Standard Webhooks writes them. */
  public String generate() {
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    return PREFIX + Base64.getEncoder().encodeToString(secret);
  }

  /** A secret in the form that is kept. */
  public String seal(UUID targetId, String secret) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] sealed =
          cipher(Cipher.ENCRYPT_MODE, targetId, nonce)
              .doFinal(secret.getBytes(StandardCharsets.UTF_8));
      byte[] all = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
      System.arraycopy(sealed, 0, all, NONCE_BYTES, sealed.length);
      return Base64.getEncoder().encodeToString(all);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM cannot seal secrets", e);
    }
  }

  /**
   * Signs a message as Standard Webhooks has it: {@code v1,} and the HMAC-SHA256 over {@code
   * id.timestamp.body}.
   *
   * @throws SealBrokenException if the secret cannot be opened
   */
  String sign(UUID targetId, String sealedSecret, String id, long timestamp, byte[] body) {
    try {
      String secret = open(targetId, sealedSecret).substring(PREFIX.length());
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret), "HmacSHA256"));
      mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no HmacSHA256", e);
    }
  }

  private String open(UUID targetId, String sealedSecret) {
    try {
      byte[] all = Base64.getDecoder().decode(sealedSecret);
      byte[] nonce = Arrays.copyOf(all, NONCE_BYTES);
      byte[] secret =
          cipher(Cipher.DECRYPT_MODE, targetId, nonce)
              .doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES);
      return new String(secret, StandardCharsets.UTF_8);
    } catch (GeneralSecurityException e) {
      throw new SealBrokenException(targetId, e);
    }
  }

  private Cipher cipher(int mode, UUID targetId, byte[] nonce) throws GeneralSecurityException {
    var derive = Mac.getInstance("HmacSHA256");
    derive.init(
        new SecretKeySpec(config.secretKey().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    byte[] key = derive.doFinal("cairn webhook secrets".getBytes(StandardCharsets.UTF_8));
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(targetId.toString().getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
