package io.cairn.gateway.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

@NullMarked
class SignatureVerifierTest {
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
  private static final String KEY = "AKIAEXAMPLE000000001";
  private static final String SECRET = "abcdefghijklmnopqrstuvwxyz/0123456789+AB";

  private final SignatureVerifier verifier =
      new SignatureVerifier(Clock.fixed(NOW, ZoneOffset.UTC));

  private static @Nullable String secretOf(String key) {
    return key.equals(KEY) ? SECRET : null;
  }

  private SignatureVerdict verify(SignedRequest request) {
    return verifier.verify(request, SignatureVerifierTest::secretOf);
  }

  private static SignedRequest signed(String method, String uri, String body) {
    return signed(method, uri, body, NOW, "cairn", SECRET);
  }

  private static SignedRequest signed(
      String method, String uri, String body, Instant at, String service, String secret) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.fromValue(method))
            .uri(URI.create("http://localhost:8080" + uri))
            .putHeader("X-Amz-Meta", "  a   b ")
            .build();
    var signed =
        AwsV4HttpSigner.create()
            .sign(
                r ->
                    r.identity(AwsCredentialsIdentity.create(KEY, secret))
                        .request(request)
                        .payload(() -> new ByteArrayInputStream(bytes))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1")
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(at, ZoneOffset.UTC)))
            .request();
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    signed
        .headers()
        .forEach((name, values) -> values.forEach(v -> headers.add(Map.entry(name, v))));
    int question = uri.indexOf('?');
    return new SignedRequest(
        method,
        question < 0 ? uri : uri.substring(0, question),
        question < 0 ? "" : uri.substring(question + 1),
        headers,
        bytes);
  }

  private static SignedRequest with(
      SignedRequest request, String header, UnaryOperator<String> change) {
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    for (Map.Entry<String, String> entry : request.headers()) {
      headers.add(
          entry.getKey().equalsIgnoreCase(header)
              ? Map.entry(entry.getKey(), change.apply(entry.getValue()))
              : entry);
    }
    return withHeaders(request, headers);
  }

  private static SignedRequest withHeaders(
      SignedRequest request, List<Map.Entry<String, String>> headers) {
    return new SignedRequest(
        request.method(), request.rawPath(), request.rawQuery(), headers, request.body());
  }

  private static SignedRequest plus(SignedRequest request, String name, String value) {
    List<Map.Entry<String, String>> headers = new ArrayList<>(request.headers());
    headers.add(Map.entry(name, value));
    return withHeaders(request, headers);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/api/v1/config/resources",
        "/api/v1/config/a%20b/%C3%A4/x~y",
        "/a?x=1&y=2",
        "/a?y=2&x=1",
        "/a?x=2&x=1&x=",
        "/a?x",
        "/a?x=%20&z=%2B&y=%2F%3F%26%3D",
        "/a?Aa=1&aa=2&AA=3",
        "/a?filter=arn%3Aaws%3As3%3A%3A%3Ab%2Fk&limit=10",
        "/a?%C3%A4=%E2%82%AC",
      })
  void shouldAcceptWhatTheSdkSigns(String uri) {
    for (String body : List.of("", "{\"a\":\"ä\"}")) {
      assertThat(verify(signed(body.isEmpty() ? "GET" : "POST", uri, body)))
          .isEqualTo(new SignatureVerdict.Accepted(KEY, "eu-west-1"));
    }
  }

  @Test
  void shouldAcceptRandomQueriesThatTheSdkSigns() {
    long seed = Long.getLong("cairn.seed", 42L);
    Random random = new Random(seed);
    String alphabet = "abAB01-._~%20%2F%25%C3%A9&=";
    for (int i = 0; i < 500; i++) {
      StringBuilder query = new StringBuilder("k=v");
      for (int j = random.nextInt(12); j > 0; j--) {
        int at = random.nextInt(12);
        query.append(j % 3 == 0 ? "&" : "").append(alphabet.charAt(at < 10 ? at : 0));
      }
      assertThat(verify(signed("GET", "/a?" + query, "")))
          .as("seed %d: %s", seed, query)
          .isInstanceOf(SignatureVerdict.Accepted.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "DELETE, /a, x=1, body",
    "POST, /b, x=1, body",
    "POST, /a/, x=1, body",
    "POST, /a, x=2, body",
    "POST, /a, x=1&y=, body",
    "POST, /a, '', body",
    "POST, /a, x=1, bodx",
  })
  void shouldRefuseWhenAnythingWasChanged(String method, String path, String query, String body) {
    // Given
    SignedRequest honest = signed("POST", "/a?x=1", "body");
    // When
    SignatureVerdict verdict =
        verify(
            new SignedRequest(
                method, path, query, honest.headers(), body.getBytes(StandardCharsets.UTF_8)));
    // Then
    assertThat(verdict).isInstanceOf(SignatureVerdict.Refused.class);
    assertThat(verify(honest)).isInstanceOf(SignatureVerdict.Accepted.class);
  }

  @Test
  void shouldSayTheSameForUnknownKeyAndWrongSecret() {
    // Given
    SignedRequest wrong = signed("GET", "/a", "", NOW, "cairn", "wrong".repeat(8));
    SignedRequest unknown =
        with(signed("GET", "/a", ""), "Authorization", h -> h.replace(KEY, "AKIAEXAMPLE000000002"));
    // When
    var first = (SignatureVerdict.Refused) verify(wrong);
    var second = (SignatureVerdict.Refused) verify(unknown);
    // Then
    assertThat(first.detail()).isEqualTo(second.detail());
    assertThat(first.fault()).isEqualTo(SignatureFault.INVALID).isEqualTo(second.fault());
    assertThat(second.claimedKeyId()).isEqualTo("AKIAEXAMPLE000000002");
  }

  @ParameterizedTest
  @CsvSource({"-301, INVALID", "-299, ''", "299, ''", "301, INVALID"})
  void shouldTakeFiveMinutesOfSkew(long seconds, String fault) {
    // When
    SignatureVerdict verdict =
        verify(signed("GET", "/a", "", NOW.plusSeconds(seconds), "cairn", SECRET));
    // Then
    if (fault.isEmpty()) {
      assertThat(verdict).isInstanceOf(SignatureVerdict.Accepted.class);
    } else {
      assertThat(verdict)
          .isInstanceOfSatisfying(
              SignatureVerdict.Refused.class,
              r -> {
                assertThat(r.fault().name()).isEqualTo(fault);
                assertThat(r.detail()).contains("5 min");
              });
    }
  }

  @Test
  void shouldRefuseIncompleteSignatures() {
    SignedRequest honest = signed("POST", "/a", "body");
    List<SignedRequest> incomplete =
        List.of(
            // an x-amz- header that nobody signed
            plus(honest, "X-Amz-Target", "x"),
            // twice what must stand once
            plus(honest, "X-Amz-Date", "20260304T050607Z"),
            plus(honest, "Host", "evil"),
            plus(honest, "Authorization", "Bearer x"),
            // host or other headers not signed, in the wrong order, absent
            with(honest, "Authorization", h -> h.replace("host;", "")),
            with(honest, "Authorization", h -> h.replace("host;", "host;host;")),
            with(honest, "Authorization", h -> h.replace("host;", "host;x-absent;")),
            // another service, another day, no terminator
            signed("POST", "/a", "", NOW, "dynamodb", SECRET),
            with(honest, "Authorization", h -> h.replace("/20260304/", "/20260305/")),
            with(honest, "Authorization", h -> h.replace("aws4_request", "aws5_request")),
            with(honest, "X-Amz-Date", _ -> "2026-03-04T05:06:07Z"),
            // payloads that are not hashed
            with(honest, "x-amz-content-sha256", _ -> "UNSIGNED-PAYLOAD"),
            with(honest, "x-amz-content-sha256", _ -> "STREAMING-AWS4-HMAC-SHA256-PAYLOAD"),
            // a session that was never issued
            plus(honest, "X-Amz-Security-Token", "x"),
            // garbage
            with(honest, "Authorization", _ -> "AWS4-HMAC-SHA256 nonsense"),
            with(honest, "Authorization", h -> h.replace("Signature=", "Signature=G")),
            with(honest, "Authorization", h -> h + ", Signature=0"),
            new SignedRequest("POST", "/a", "x=%zz", honest.headers(), honest.body()));
    for (SignedRequest request : incomplete) {
      assertThat(verify(request))
          .as("%s", request.headers())
          .isInstanceOfSatisfying(
              SignatureVerdict.Refused.class,
              r -> assertThat(r.fault()).isEqualTo(SignatureFault.INCOMPLETE));
    }
  }

  @Test
  void shouldReadPlusAsBlankSoThatItCannotBeSwappedForPlusItself() {
    // Given
    SignedRequest plusSign = signed("GET", "/a?x=%2B", "");
    SignedRequest blank = signed("GET", "/a?x=%20", "");
    // When / Then
    assertThat(verify(new SignedRequest("GET", "/a", "x=+", plusSign.headers(), new byte[0])))
        .isInstanceOf(SignatureVerdict.Refused.class);
    assertThat(verify(new SignedRequest("GET", "/a", "x=+", blank.headers(), new byte[0])))
        .isInstanceOf(SignatureVerdict.Accepted.class);
  }

  @Test
  void shouldTakeChangingRequestOnceAndReadingOneOften() {
    // Given
    SignedRequest post = signed("POST", "/a", "body");
    SignedRequest get = signed("GET", "/a", "");
    // When / Then
    assertThat(verify(post)).isInstanceOf(SignatureVerdict.Accepted.class);
    assertThat(verify(post))
        .isInstanceOfSatisfying(
            SignatureVerdict.Refused.class,
            r -> assertThat(r.fault()).isEqualTo(SignatureFault.REPLAYED));
    assertThat(verify(get)).isEqualTo(verify(get)).isInstanceOf(SignatureVerdict.Accepted.class);
  }

  @Test
  void shouldForgetNothingEarlyWhenReplayCacheIsFull() {
    // Given
    ReplayCache cache = new ReplayCache(2);
    String[] signatures = {"a".repeat(64), "b".repeat(64), "c".repeat(64)};
    // When / Then
    assertThat(cache.take(signatures[0], NOW)).isEqualTo(ReplayCache.Taken.FIRST);
    assertThat(cache.take(signatures[1], NOW)).isEqualTo(ReplayCache.Taken.FIRST);
    assertThat(cache.take(signatures[2], NOW)).isEqualTo(ReplayCache.Taken.FULL);
    assertThat(cache.take(signatures[0], NOW.plus(Duration.ofMinutes(15))))
        .isEqualTo(ReplayCache.Taken.AGAIN);
    assertThat(cache.take(signatures[2], NOW.plus(Duration.ofMinutes(16))))
        .isEqualTo(ReplayCache.Taken.FIRST);
  }
}
