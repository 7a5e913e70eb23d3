package io.cairn.testkit.access;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import java.security.PrivateKey;
import java.time.Duration;
import org.eclipse.microprofile.config.ConfigProvider;

/** Internal tokens, as the gateway would make them. */
public final class TestTokens {
  /** Principal of the tokens made here. */
  public static final String PRINCIPAL = "arn:aws:iam::000000000000:user/tester";

  private TestTokens() {}

  /** Value of an {@code Authorization} header that allows one action on the service under test. */
  public static String bearer(String action) {
    String service = ConfigProvider.getConfig().getValue("quarkus.application.name", String.class);
    return "Bearer " + token(TestKeys.privateKey(), service, action, Duration.ofSeconds(55));
  }

  /** A token with everything chosen, to show what is refused. */
  public static String token(PrivateKey key, String audience, String action, Duration life) {
    return Jwt.claims()
        .issuer("cairn-gateway")
        .audience(audience)
        .subject(PRINCIPAL)
        .claim("account", "000000000000")
        .claim("action", action)
        .expiresIn(life)
        .jws()
        .algorithm(SignatureAlgorithm.ES256)
        .sign(key);
  }
}
