package io.cairn.web.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.ParseException;
import io.smallrye.jwt.build.Jwt;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class TokenVerifierTest {
  private static final Duration LIFE = Duration.ofSeconds(60);

  private final KeyPair keys = keys();
  private final AtomicInteger read = new AtomicInteger();
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
  private final InstantSource time = now::get;
  private final TokenVerifier<String> verifier = verifier();

  private static KeyPair keys() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private TokenVerifier<String> verifier() {
    var context = new JWTAuthContextInfo((ECPublicKey) keys.getPublic(), "issuer");
    context.setSignatureAlgorithm(Set.of(SignatureAlgorithm.ES256));
    context.setExpectedAudience(Set.of("audience"));
    return new TokenVerifier<>(
        context,
        token -> {
          read.incrementAndGet();
          return token.getSubject();
        },
        time.withZone(ZoneOffset.UTC));
  }

  private String token(KeyPair signer, String subject) {
    return Jwt.claims()
        .issuer("issuer")
        .audience("audience")
        .subject(subject)
        .expiresIn(LIFE)
        .jws()
        .algorithm(SignatureAlgorithm.ES256)
        .sign(signer.getPrivate());
  }

  @Test
  void shouldCheckSignatureOnceWhenTokenComesAgain() throws ParseException {
    // Given
    String token = token(keys, "alice");
    // When / Then
    assertThat(verifier.verify(token)).isEqualTo("alice");
    assertThat(verifier.verify(token)).isEqualTo("alice");
    assertThat(read).hasValue(1);
  }

  @Test
  void shouldCheckAgainWhenRememberedTokenIsOlderThanItsLife() throws ParseException {
    // Given
    String token = token(keys, "alice");
    assertThat(verifier.verify(token)).isEqualTo("alice");
    // When
    now.set(now.get().plus(LIFE).plusSeconds(1));
    // Then
    assertThat(verifier.verify(token)).isEqualTo("alice");
    assertThat(read).hasValue(2);
  }

  @Test
  void shouldRefuseForgedTokenWhenTheGenuineOneIsKnown() throws ParseException {
    // Given
    String token = token(keys, "alice");
    assertThat(verifier.verify(token)).isEqualTo("alice");
    // When
    String forged = token(keys(), "alice");
    String otherSignature =
        token.substring(0, token.lastIndexOf('.')) + forged.substring(forged.lastIndexOf('.'));
    // Then
    assertThatThrownBy(() -> verifier.verify(forged)).isInstanceOf(ParseException.class);
    assertThatThrownBy(() -> verifier.verify(otherSignature)).isInstanceOf(ParseException.class);
  }
}
