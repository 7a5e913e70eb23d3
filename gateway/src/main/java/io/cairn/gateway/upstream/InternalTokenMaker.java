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
import java.time.Instant;
import java.util.Base64;

/**
 * Makes the token by which a service knows that the gateway allowed this one operation to this one
 * principal. It lives 30 seconds, long enough for a request to arrive.
 */
@Singleton
public class InternalTokenMaker {
  private static final String ISSUER = "cairn-gateway";
  private static final long LIFE_SECONDS = 30;

  private final PrivateKey key;
  private final Clock clock;

  InternalTokenMaker(InternalKeyConfig config, Clock clock) {
    this.key = read(config.internalKeyFile());
    this.clock = clock;
  }

  /**
   * A token for one request.
   *
   * @param audience name of the service
   * @param principalArn on whose behalf
   * @param accountId that principal's account
   * @param action the AWS action that was allowed
   * @param correlationId of the request
   */
  public String make(
      String audience, String principalArn, String accountId, String action, String correlationId) {
    Instant now = clock.instant();
    return Jwt.claims()
        .issuer(ISSUER)
        .audience(audience)
        .subject(principalArn)
        .claim("account", accountId)
        .claim("action", action)
        .claim("cid", correlationId)
        .issuedAt(now)
        .expiresAt(now.plusSeconds(LIFE_SECONDS))
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
