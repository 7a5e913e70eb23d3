package io.cairn.web.access;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.util.Base64;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Verifies the gateway's internal token: ES256, issuer, audience, life of at most a minute. */
@ApplicationScoped
public class InternalTokens {
  /** Issuer of every internal token. */
  public static final String ISSUER = "cairn-gateway";

  /** Longest life of an internal token in seconds. */
  public static final long MAX_LIFE_SECONDS = 60;

  /**
   * What a token says.
   *
   * @param principalArn on whose behalf the gateway asks
   * @param accountId that principal's account
   * @param action the AWS action that was allowed
   */
  record Claims(String principalArn, String accountId, String action) {
    static Claims of(JsonWebToken token) {
      return new Claims(token.getSubject(), text(token, "account"), text(token, "action"));
    }

    private static String text(JsonWebToken token, String name) {
      return String.valueOf(token.<Object>getClaim(name));
    }
  }

  private final TokenVerifier<Claims> verifier;

  InternalTokens(AccessConfig config, Clock clock) {
    var context = new JWTAuthContextInfo(readPublicKey(config.publicKeyFile()), ISSUER);
    context.setSignatureAlgorithm(Set.of(SignatureAlgorithm.ES256));
    context.setExpectedAudience(Set.of(config.audience()));
    context.setMaxTimeToLiveSecs(MAX_LIFE_SECONDS);
    context.setClockSkew(5);
    this.verifier = new TokenVerifier<>(context, Claims::of, clock);
  }

  /**
   * The token's claims. Throws {@link ParseException} for a token that is forged, foreign, stale or
   * malformed.
   */
  Claims verify(String token) throws ParseException {
    return verifier.verify(token);
  }

  static ECPublicKey readPublicKey(Path file) {
    try {
      String pem = Files.readString(file).replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
      var spec = new X509EncodedKeySpec(Base64.getDecoder().decode(pem));
      return (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(spec);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the gateway's public key: " + file, e);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalStateException("not a PEM public key on curve P-256: " + file, e);
    }
  }
}
