package io.cairn.e2e.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HTTP requests signed with AWS Signature Version 4, written from AWS's description and not with
 * the code under test. Paths and queries must need no encoding.
 */
public final class SignedHttp {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final AccessKey key;
  private final String region;
  private final String service;

  /** Signs with a key for a region and a service. */
  public SignedHttp(AccessKey key, String region, String service) {
    this.key = key;
    this.region = region;
    this.service = service;
  }

  /** Signs a request and sends it. */
  public HttpResponse<String> send(String method, URI uri, String type, String body) {
    return send(sign(method, uri, type, body));
  }

  /** Sends a request that was signed before. */
  public HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(request.method() + " " + request.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Signs a request; it may be sent more than once. */
  public HttpRequest sign(String method, URI uri, String type, String body) {
    return sign(method, uri, type, body.getBytes(StandardCharsets.UTF_8));
  }

  /** Signs a request with a body of any kind. */
  public HttpRequest sign(String method, URI uri, String type, byte[] body) {
    String stamp = STAMP.format(Instant.now());
    String day = stamp.substring(0, 8);
    String hash = hex(sha256(body));
    String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String headers = "host;x-amz-content-sha256;x-amz-date";
    String canonical =
        String.join(
            "\n",
            method,
            path,
            query,
            "host:" + uri.getHost() + ":" + uri.getPort(),
            "x-amz-content-sha256:" + hash,
            "x-amz-date:" + stamp,
            "",
            headers,
            hash);
    String scope = String.join("/", day, region, service, "aws4_request");
    String toSign =
        String.join(
            "\n",
            "AWS4-HMAC-SHA256",
            stamp,
            scope,
            hex(sha256(canonical.getBytes(StandardCharsets.UTF_8))));
    byte[] signing = ("AWS4" + key.secret()).getBytes(StandardCharsets.UTF_8);
    for (String part : new String[] {day, region, service, "aws4_request"}) {
      signing = hmac(signing, part);
    }
    return HttpRequest.newBuilder(uri)
        .timeout(Duration.ofSeconds(30))
        .header("x-amz-date", stamp)
        .header("x-amz-content-sha256", hash)
        .header("Content-Type", type)
        .header(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=%s/%s, SignedHeaders=%s, Signature=%s"
                .formatted(key.id(), scope, headers, hex(hmac(signing, toSign))))
        .method(method, BodyPublishers.ofByteArray(body))
        .build();
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
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
