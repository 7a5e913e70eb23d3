package io.cairn.gateway.upstream;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes the token by which a service knows that the gateway allowed one operation to one principal.
 * Signing costs more than all else that the gateway does, so a token is used for every request of
 * its kind during the first half of its minute.
 */
@Singleton
public class InternalTokenMaker {
  private static final String ISSUER = "cairn-gateway";
  private static final Duration LIFE = Duration.ofSeconds(60);
  private static final Duration USED = Duration.ofSeconds(30);
  private static final int REMEMBERED = 1_000;

  /** What a token is for. */
  private record Kind(String audience, String principalArn, String accountId, String action) {}

  private record Made(String token, Instant usedUntil) {}

  private final PrivateKey key;
  private final Clock clock;
  private final Map<Kind, Made> made = new ConcurrentHashMap<>();

  InternalTokenMaker(InternalKeyConfig config, Clock clock) {
    this.key = read(config.internalKeyFile());
    this.clock = clock;
  }

  /**
   * A token that is good for 30 seconds at least.
   *
   * @param audience name of the service
   * @param principalArn on whose behalf
   * @param accountId that principal's account
   * @param action the AWS action that was allowed
   */
  public String make(String audience, String principalArn, String accountId, String action) {
    Instant now = clock.instant();
    Kind kind = new Kind(audience, principalArn, accountId, action);
    Made known = made.get(kind);
    if (known != null && now.isBefore(known.usedUntil())) {
      return known.token();
    }
    String token = sign(kind, now);
    if (made.size() >= REMEMBERED) {
      made.values().removeIf(each -> !now.isBefore(each.usedUntil()));
    }
    if (made.size() < REMEMBERED) {
      made.put(kind, new Made(token, now.plus(USED)));
    }
    return token;
  }

  private String sign(Kind kind, Instant now) {
    return Jwt.claims()
        .issuer(ISSUER)
        .audience(kind.audience())
        .subject(kind.principalArn())
        .claim("account", kind.accountId())
        .claim("action", kind.action())
        .issuedAt(now)
        .expiresAt(now.plus(LIFE))
        .jws()
        .algorithm(SignatureAlgorithm.ES256)
        .sign(key);
  }

  private static PrivateKey read(Path file) {
    try {
      String pem = Files.readString(file).replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
      return KeyFactory.getInstance("EC")
          .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the gateway's private key: " + file, e);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalStateException("not a PEM private key (PKCS#8) on P-256: " + file, e);
    }
  }
}
