package io.cairn.cli.suite;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Signs requests with AWS Signature Version 4 for the service {@code cairn}. A nonce header goes
 * into each signature, because the gateway takes no signature twice and two equal requests within a
 * second would have the same.
 */
final class Signing {
  // The HTTP client sets these itself.
  private static final Set<String> NOT_OURS = Set.of("host", "content-length", "expect");

  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
  private final AwsCredentialsIdentity identity;
  private final SecureRandom random = new SecureRandom();

  Signing(AccessKey key) {
    this.identity = AwsCredentialsIdentity.create(key.id(), key.secret());
  }

  /** All headers to send with a request, the given ones included. */
  Map<String, String> headers(String method, URI uri, Map<String, String> headers, byte[] body) {
    var request = SdkHttpRequest.builder().method(SdkHttpMethod.fromValue(method)).uri(uri);
    headers.forEach((name, value) -> request.putHeader(name, value));
    byte[] nonce = new byte[12];
    random.nextBytes(nonce);
    request.putHeader("X-Cairn-Nonce", HexFormat.of().formatHex(nonce));
    ContentStreamProvider payload = () -> new ByteArrayInputStream(body);
    var signed =
        signer.sign(
            r ->
                r.identity(identity)
                    .request(request.build())
                    .payload(payload)
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "cairn")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1"));
    Map<String, String> all = new LinkedHashMap<>();
    for (Map.Entry<String, List<String>> header : signed.request().headers().entrySet()) {
      if (!NOT_OURS.contains(header.getKey().toLowerCase(Locale.ROOT))) {
        all.put(header.getKey(), header.getValue().getFirst());
      }
    }
    return all;
  }
}
