package io.cairn.aws.recorded;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A request's Signature Version 4, checked as AWS does: the same text is built from the request and
 * signed with the key's secret. Age and replay are not checked.
 */
record Signature(
    String accessKeyId,
    String date,
    String region,
    String service,
    List<String> signedHeaders,
    String signature) {

  private static final Pattern FORM =
      Pattern.compile(
          "AWS4-HMAC-SHA256 Credential=([^/]+)/([0-9]{8})/([^/]+)/([^/]+)/aws4_request,\\s*"
              + "SignedHeaders=([^,]+),\\s*Signature=([0-9a-f]{64})");

  /** What is signed of a request; header names in lower case. */
  record Signed(
      String method, String rawPath, String rawQuery, Map<String, String> headers, byte[] body) {}

  /** Reads an Authorization header. Null when it is none of this kind. */
  static @Nullable Signature parse(@Nullable String authorization) {
    if (authorization == null) {
      return null;
    }
    Matcher m = FORM.matcher(authorization);
    return m.matches()
        ? new Signature(
            m.group(1),
            m.group(2),
            m.group(3),
            m.group(4),
            List.of(m.group(5).split(";", -1)),
            m.group(6))
        : null;
  }

  boolean fits(Signed request, String secret) {
    String time = request.headers().getOrDefault("x-amz-date", "");
    String scope = date + "/" + region + "/" + service + "/aws4_request";
    String toSign =
        String.join("\n", "AWS4-HMAC-SHA256", time, scope, sha256(bytes(canonical(request))));
    byte[] key = bytes("AWS4" + secret);
    for (String part : List.of(date, region, service, "aws4_request")) {
      key = hmac(key, part);
    }
    byte[] expected = bytes(HexFormat.of().formatHex(hmac(key, toSign)));
    return signedHeaders.contains("host") && MessageDigest.isEqual(expected, bytes(signature));
  }

  private String canonical(Signed request) {
    List<String> lines = new ArrayList<>();
    lines.add(request.method());
    lines.add(service.equals("s3") ? request.rawPath() : encodePath(request.rawPath()));
    lines.add(canonicalQuery(request.rawQuery()));
    for (String header : signedHeaders) {
      String value = request.headers().getOrDefault(header, "");
      lines.add(header + ":" + value.strip().replaceAll(" +", " "));
    }
    lines.add("");
    lines.add(String.join(";", signedHeaders));
    String hash = request.headers().get("x-amz-content-sha256");
    lines.add(hash == null ? sha256(request.body()) : hash);
    return String.join("\n", lines);
  }

  private static String canonicalQuery(String rawQuery) {
    if (rawQuery.isEmpty()) {
      return "";
    }
    return List.of(rawQuery.split("&", -1)).stream()
        .map(pair -> pair.contains("=") ? pair : pair + "=")
        .sorted()
        .reduce((a, b) -> a + "&" + b)
        .orElse("");
  }

  private static String encodePath(String path) {
    return URLEncoder.encode(path, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~")
        .replace("%2F", "/");
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(bytes(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK lacks HmacSHA256", e);
    }
  }

  private static String sha256(byte[] data) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(data));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK lacks SHA-256", e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
