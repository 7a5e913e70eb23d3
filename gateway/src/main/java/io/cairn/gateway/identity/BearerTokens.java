package io.cairn.gateway.identity;

import io.cairn.web.access.TokenVerifier;
import io.cairn.web.runtime.Ids;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.ParseException;
import io.smallrye.jwt.build.Jwt;
import jakarta.inject.Singleton;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jspecify.annotations.Nullable;

/**
 * Bearer tokens: ES256, bound to the access key they were obtained with. A token carries no rights;
 * those are the user's at the time of each request, so a key that is deleted takes its tokens
 * along.
 */
@Singleton
public class BearerTokens {
  /** Longest life of a token. */
  static final Duration LONGEST = Duration.ofHours(12);

  /** Life of a token when the caller does not say. */
  static final Duration USUAL = Duration.ofHours(1);

  private static final String ISSUER = "cairn-gateway";
  private static final String AUDIENCE = "cairn-api";
  private static final String ACCESS_KEY = "akid";
  private static final int MAX_LENGTH = 4096;

  /** What a token whose signature was good says. */
  private record Claims(String subject, String accessKeyId) {
    static Claims of(JsonWebToken token) {
      return new Claims(
          String.valueOf(token.getSubject()), String.valueOf(token.<Object>getClaim(ACCESS_KEY)));
    }
  }

  private final TokenKeys keys;
  private final Principals principals;
  private final Ids ids;
  private final Clock clock;
  private volatile @Nullable TokenVerifier<Claims> verifier;

  BearerTokens(TokenKeys keys, Principals principals, Ids ids, Clock clock) {
    this.keys = keys;
    this.principals = principals;
    this.ids = ids;
    this.clock = clock;
  }

  /** What a bearer token came to. */
  public sealed interface Checked {

    /** The token is good. */
    record Valid(Principal principal) implements Checked {}

    /** The token was good and is too old. */
    record Expired() implements Checked {}

    /** The token was not made here, or its key is gone. */
    record Invalid() implements Checked {}
  }

  Identities.Token issue(Principal principal, Duration life) {
    Instant now = clock.instant();
    Instant until = now.plus(life);
    String token =
        Jwt.claims()
            .issuer(ISSUER)
            .audience(AUDIENCE)
            .subject(principal.arn())
            .claim(ACCESS_KEY, principal.accessKeyId())
            .claim("jti", ids.next().toString())
            .issuedAt(now)
            .expiresAt(until)
            .jws()
            .algorithm(SignatureAlgorithm.ES256)
            .sign(keys.current().getPrivate());
    return new Identities.Token(token, "Bearer", Instant.ofEpochSecond(until.getEpochSecond()));
  }

  /**
   * Checks a token.
   *
   * @throws IdentityStoreException if the database does not answer
   */
  public Checked check(String token) {
    if (token.length() > MAX_LENGTH) {
      return new Checked.Invalid();
    }
    Claims claims;
    try {
      claims = verifier().verify(token);
    } catch (ParseException e) {
      return expired(e) ? new Checked.Expired() : new Checked.Invalid();
    }
    String subject = claims.subject();
    return principals
        .find(claims.accessKeyId())
        .map(KnownKey::principal)
        .filter(p -> p.arn().equals(subject))
        .<Checked>map(Checked.Valid::new)
        .orElseGet(Checked.Invalid::new);
  }

  private static boolean expired(ParseException e) {
    return e.getCause() instanceof InvalidJwtException jwt && jwt.hasExpired();
  }

  private TokenVerifier<Claims> verifier() {
    TokenVerifier<Claims> known = verifier;
    if (known == null) {
      KeyPair pair = keys.current();
      var context = new JWTAuthContextInfo((ECPublicKey) pair.getPublic(), ISSUER);
      context.setSignatureAlgorithm(Set.of(SignatureAlgorithm.ES256));
      context.setExpectedAudience(Set.of(AUDIENCE));
      context.setMaxTimeToLiveSecs(LONGEST.toSeconds());
      context.setClockSkew(0);
      known = new TokenVerifier<>(context, Claims::of, clock);
      verifier = known;
    }
    return known;
  }
}
