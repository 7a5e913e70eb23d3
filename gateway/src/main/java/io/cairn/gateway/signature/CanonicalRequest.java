package io.cairn.gateway.signature;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Writes a request in the one form that both sides sign. */
final class CanonicalRequest {
  private static final String HEX = "0123456789ABCDEF";

  private record Parameter(String name, String value) {}

  private CanonicalRequest() {}

  static String of(SignedRequest request, List<String> signedHeaders, String bodyHash)
      throws CredentialScope.Malformed {
    StringBuilder out = new StringBuilder(256);
    out.append(request.method()).append('\n');
    // The wire's path is encoded once already; for services other than S3 it is encoded again.
    out.append(encode(request.rawPath().getBytes(StandardCharsets.UTF_8), true)).append('\n');
    out.append(query(request.rawQuery())).append('\n');
    for (String name : signedHeaders) {
      out.append(name).append(':').append(header(request, name)).append('\n');
    }
    return out.append('\n')
        .append(String.join(";", signedHeaders))
        .append('\n')
        .append(bodyHash)
        .toString();
  }

  private static String header(SignedRequest request, String name)
      throws CredentialScope.Malformed {
    List<String> values = request.values(name);
    if (values.isEmpty()) {
      throw new CredentialScope.Malformed(
          "SignedHeaders names " + name + ", which the request does not have");
    }
    return String.join(",", values.stream().map(v -> v.strip().replaceAll(" +", " ")).toList());
  }

  private static String query(String raw) throws CredentialScope.Malformed {
    if (raw.isEmpty()) {
      return "";
    }
    List<Parameter> parameters = new ArrayList<>();
    for (String pair : raw.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        parameters.add(new Parameter(encode(decode(name), false), encode(decode(value), false)));
      }
    }
    parameters.sort(Comparator.comparing(Parameter::name).thenComparing(Parameter::value));
    return String.join("&", parameters.stream().map(p -> p.name() + "=" + p.value()).toList());
  }

  /** A plus is a blank, as everything behind the gateway reads it. */
  private static byte[] decode(String text) throws CredentialScope.Malformed {
    byte[] in = text.getBytes(StandardCharsets.UTF_8);
    byte[] out = new byte[in.length];
    int length = 0;
    for (int i = 0; i < in.length; i++) {
      if (in[i] == '%') {
        boolean whole = i + 2 < in.length;
        int high = whole ? Character.digit(in[i + 1], 16) : -1;
        int low = whole ? Character.digit(in[i + 2], 16) : -1;
        if (high < 0 || low < 0) {
          throw broken(text);
        }
        out[length++] = (byte) (high << 4 | low);
        i += 2;
      } else {
        out[length++] = in[i] == '+' ? (byte) ' ' : in[i];
      }
    }
    return Arrays.copyOf(out, length);
  }

  private static CredentialScope.Malformed broken(String text) {
    return new CredentialScope.Malformed(
        "the query holds a % that two hexadecimal digits do not follow: " + text);
  }

  private static String encode(byte[] utf8, boolean keepSlash) {
    StringBuilder out = new StringBuilder(utf8.length + 16);
    for (byte b : utf8) {
      char c = (char) (b & 0xFF);
      boolean unreserved =
          (c >= 'A' && c <= 'Z')
              || (c >= 'a' && c <= 'z')
              || (c >= '0' && c <= '9')
              || c == '-'
              || c == '.'
              || c == '_'
              || c == '~';
      if (unreserved || (keepSlash && c == '/')) {
        out.append(c);
      } else {
        out.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
      }
    }
    return out.toString();
  }
}
