package io.cairn.gateway.signature;

import io.cairn.gateway.signature.SignatureVerdict.Accepted;
import io.cairn.gateway.signature.SignatureVerdict.Refused;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Verifies header-signed requests. For an unknown access key it does the same work and gives the
 * same answer as for a wrong signature, so that nobody learns which keys exist.
 */
@Singleton
public class SignatureVerifier {
  /** How far the signing clock may be off, either way. */
  static final Duration SKEW = Duration.ofMinutes(5);

  /** Most signatures remembered: some 20 MB, 220 signed mutating requests a second. */
  static final int REPLAY_CAPACITY = 200_000;

  /** The scope of a REST request names {@code cairn}; that of an AWS client its own service. */
  private static final Set<String> SERVICES =
      Set.of("cairn", "config", "cloudtrail", "securityhub", "guardduty", "iam", "sts");

  private static final DateTimeFormatter AMZ_DATE =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);
  private static final String NO_SUCH_SECRET = "0".repeat(40);
  private static final String WRONG =
      "The access key is not known here, or the signature is not the one that its secret makes of"
          + " this request. Check the key, the secret, and that nothing between client and gateway"
          + " changes the request.";

  private final Clock clock;
  private final ReplayCache replays = new ReplayCache(REPLAY_CAPACITY);

  SignatureVerifier(Clock clock) {
    this.clock = clock;
  }

  /**
   * Verifies a request that has an Authorization header.
   *
   * @param secretOf gives the secret of an active access key, or null
   */
  public SignatureVerdict verify(
      SignedRequest request, Function<String, @Nullable String> secretOf) {
    String claimed = null;
    try {
      CredentialScope scope = CredentialScope.parse(only(request, "authorization"));
      claimed = scope.accessKeyId();
      Instant signedAt = requireHeaders(request, scope);
      String outOfTime = outOfTime(signedAt);
      if (outOfTime != null) {
        return new Refused(SignatureFault.INVALID, outOfTime, claimed);
      }
      String bodyHash = bodyHash(request);
      String canonical = CanonicalRequest.of(request, scope.signedHeaders(), bodyHash);
      return matches(scope, only(request, "x-amz-date"), canonical, secretOf)
          ? takeOnce(request, scope)
          : new Refused(SignatureFault.INVALID, WRONG, claimed);
    } catch (CredentialScope.Malformed e) {
      return new Refused(
          SignatureFault.INCOMPLETE, "The signature is unusable: " + e.getMessage(), claimed);
    }
  }

  private static String only(SignedRequest request, String name) throws CredentialScope.Malformed {
    List<String> values = request.values(name);
    if (values.size() != 1) {
      throw new CredentialScope.Malformed(
          "the request must have the header "
              + name
              + " once, it has it "
              + values.size()
              + " times");
    }
    return values.getFirst();
  }

  private Instant requireHeaders(SignedRequest request, CredentialScope scope)
      throws CredentialScope.Malformed {
    only(request, "host");
    if (!scope.signedHeaders().contains("host")) {
      throw new CredentialScope.Malformed("the header host must be signed");
    }
    for (Map.Entry<String, String> header : request.headers()) {
      String name = header.getKey().toLowerCase(Locale.ROOT);
      if (name.startsWith("x-amz-")) {
        only(request, name);
        if (!scope.signedHeaders().contains(name)) {
          throw new CredentialScope.Malformed("the header " + name + " must be signed");
        }
      }
    }
    if (!request.values("x-amz-security-token").isEmpty()) {
      throw new CredentialScope.Malformed(
          "x-amz-security-token names a session, but no temporary keys are issued here");
    }
    if (!SERVICES.contains(scope.service())) {
      throw new CredentialScope.Malformed(
          "the scope names service " + scope.service() + "; sign for service cairn");
    }
    String date = only(request, "x-amz-date");
    if (!date.startsWith(scope.date())) {
      throw new CredentialScope.Malformed("the scope's day is not that of x-amz-date");
    }
    return time(date);
  }

  private static Instant time(String date) throws CredentialScope.Malformed {
    try {
      return LocalDateTime.parse(date, AMZ_DATE).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new CredentialScope.Malformed("x-amz-date must be written yyyyMMddTHHmmssZ");
    }
  }

  private @Nullable String outOfTime(Instant signedAt) {
    Instant now = clock.instant();
    if (signedAt.isBefore(now.minus(SKEW))) {
      return "Signature expired: "
          + signedAt
          + " is earlier than "
          + now.minus(SKEW)
          + " ("
          + now
          + " - 5 min).";
    }
    if (signedAt.isAfter(now.plus(SKEW))) {
      return "Signature not yet current: "
          + signedAt
          + " is later than "
          + now.plus(SKEW)
          + " ("
          + now
          + " + 5 min).";
    }
    return null;
  }

  private static String bodyHash(SignedRequest request) throws CredentialScope.Malformed {
    String computed = HexFormat.of().formatHex(sha256(request.body()));
    if (!request.values("x-amz-content-sha256").isEmpty()
        && !constantTimeEquals(computed, only(request, "x-amz-content-sha256"))) {
      throw new CredentialScope.Malformed(
          "x-amz-content-sha256 must be the SHA-256 of the body; unsigned and streamed payloads"
              + " are not taken");
    }
    return computed;
  }

  private static boolean matches(
      CredentialScope scope,
      String date,
      String canonical,
      Function<String, @Nullable String> secretOf) {
    String secret = secretOf.apply(scope.accessKeyId());
    String toSign =
        CredentialScope.ALGORITHM
            + "\n"
            + date
            + "\n"
            + scope.text()
            + "\n"
            + HexFormat.of().formatHex(sha256(canonical.getBytes(StandardCharsets.UTF_8)));
    byte[] key =
        hmac(
            ("AWS4" + (secret == null ? NO_SUCH_SECRET : secret)).getBytes(StandardCharsets.UTF_8),
            scope.date());
    for (String part : List.of(scope.region(), scope.service(), CredentialScope.TERMINATOR)) {
      key = hmac(key, part);
    }
    String expected = HexFormat.of().formatHex(hmac(key, toSign));
    boolean same = constantTimeEquals(expected, scope.signature());
    return same && secret != null;
  }

  private SignatureVerdict takeOnce(SignedRequest request, CredentialScope scope) {
    if (request.mutates()) {
      switch (replays.take(scope.signature(), clock.instant())) {
        case AGAIN -> {
          return new Refused(
              SignatureFault.REPLAYED,
              "This very signature was taken before. Sign the request anew; to send the same"
                  + " request twice within a second, sign a header of your own with it, such as"
                  + " x-amz-nonce.",
              scope.accessKeyId());
        }
        case FULL -> {
          return new Refused(
              SignatureFault.BUSY,
              "Too many signed requests that change something in fifteen minutes; use a bearer"
                  + " token, or try again later.",
              scope.accessKeyId());
        }
        case FIRST -> {
          // The usual case.
        }
      }
    }
    return new Accepted(scope.accessKeyId(), scope.region());
  }

  private static boolean constantTimeEquals(String a, String b) {
    return MessageDigest.isEqual(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no SHA-256", e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no HmacSHA256", e);
    }
  }
}
