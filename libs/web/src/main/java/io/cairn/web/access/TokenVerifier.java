package io.cairn.web.access;

import io.smallrye.jwt.auth.principal.DefaultJWTParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.ParseException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Verifies signed tokens, each one's signature once: checking it costs a millisecond, all else
 * microseconds. A token is known by its SHA-256 and for no longer than it lives; at most {@value
 * #REMEMBERED} are remembered. Safe for use by many threads.
 *
 * @param <T> what a token says
 */
public final class TokenVerifier<T> {
  private static final int REMEMBERED = 1_000;

  private record Known<T>(T claims, long expiresAt) {}

  private final DefaultJWTParser parser;
  private final Function<JsonWebToken, T> reader;
  private final Clock clock;
  private final Map<ByteBuffer, Known<T>> verified = new ConcurrentHashMap<>();

  /**
   * A verifier.
   *
   * @param context key, algorithm, issuer, audience and longest life
   * @param reader what is wanted of a token whose signature is good
   */
  public TokenVerifier(JWTAuthContextInfo context, Function<JsonWebToken, T> reader, Clock clock) {
    this.parser = new DefaultJWTParser(context);
    this.reader = reader;
    this.clock = clock;
  }

  /**
   * What a token says. Throws {@link ParseException} for one that is forged, foreign, stale or
   * malformed; may take long the first time, so never on an event loop.
   */
  public T verify(String token) throws ParseException {
    ByteBuffer fingerprint = fingerprint(token);
    Known<T> known = verified.get(fingerprint);
    if (known != null && clock.instant().getEpochSecond() < known.expiresAt()) {
      return known.claims();
    }
    JsonWebToken parsed = parser.parse(token);
    T claims = reader.apply(parsed);
    remember(fingerprint, new Known<>(claims, parsed.getExpirationTime()));
    return claims;
  }

  private void remember(ByteBuffer fingerprint, Known<T> claims) {
    if (verified.size() >= REMEMBERED) {
      long now = clock.instant().getEpochSecond();
      verified.values().removeIf(known -> known.expiresAt() <= now);
    }
    if (verified.size() < REMEMBERED) {
      verified.put(fingerprint, claims);
    }
  }

  private static ByteBuffer fingerprint(String token) {
    try {
      byte[] bytes = token.getBytes(StandardCharsets.UTF_8);
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no SHA-256", e);
    }
  }
}
