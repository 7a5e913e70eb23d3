package io.cairn.gateway.route;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A path taken apart once, so that nothing behind the gateway can read it differently: what could
 * stand for another path (matrix parameters, encoded or doubled slashes, dot segments, control
 * characters) is refused, and the request goes on under {@link #canonical()}.
 *
 * @param segments decoded
 */
record RequestPath(List<String> segments) {
  private static final int MAX_LENGTH = 4096;
  private static final String HEX = "0123456789ABCDEF";
  private static final String UNRESERVED = "-._~!$&'()*+,=:@";

  RequestPath {
    segments = List.copyOf(segments);
  }

  static RequestPath parse(String raw) throws Refusal {
    if (!raw.startsWith("/") || raw.length() > MAX_LENGTH) {
      throw Refusal.malformed("A path begins with / and has at most 4096 characters.");
    }
    String lower = raw.toLowerCase(Locale.ROOT);
    for (String trick : List.of(";", "%3b", "%2f", "%5c", "\\", "//", "%00")) {
      if (lower.contains(trick)) {
        throw Refusal.malformed("The path holds " + trick + ", which is not taken in paths here.");
      }
    }
    List<String> segments = new ArrayList<>();
    for (String segment : raw.substring(1).split("/", -1)) {
      segments.add(decode(segment));
    }
    return new RequestPath(segments);
  }

  private static String decode(String segment) throws Refusal {
    byte[] in = segment.getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer out = ByteBuffer.allocate(in.length);
    for (int i = 0; i < in.length; i++) {
      if (in[i] != '%') {
        out.put(in[i]);
        continue;
      }
      boolean whole = i + 2 < in.length;
      int high = whole ? Character.digit(in[i + 1], 16) : -1;
      int low = whole ? Character.digit(in[i + 2], 16) : -1;
      if (high < 0 || low < 0) {
        throw Refusal.malformed("The path holds a % that two hexadecimal digits do not follow.");
      }
      out.put((byte) (high << 4 | low));
      i += 2;
    }
    try {
      return checked(StandardCharsets.UTF_8.newDecoder().decode(out.flip()).toString());
    } catch (CharacterCodingException e) {
      throw Refusal.malformed("The path is not UTF-8 when decoded.");
    }
  }

  private static String checked(String decoded) throws Refusal {
    if (decoded.equals(".") || decoded.equals("..")) {
      throw Refusal.malformed("The path holds a dot segment; write the path it stands for.");
    }
    String lower = decoded.toLowerCase(Locale.ROOT);
    for (String twice : List.of("%2f", "%5c", "%2e", "%3b", "%25", "%00")) {
      if (lower.contains(twice)) {
        throw Refusal.malformed("The path is encoded twice.");
      }
    }
    for (int i = 0; i < decoded.length(); i++) {
      if (Character.isISOControl(decoded.charAt(i))) {
        throw Refusal.malformed("The path holds a control character.");
      }
    }
    return decoded;
  }

  /** The one spelling of this path that is passed on. */
  String canonical() {
    StringBuilder out = new StringBuilder();
    for (String segment : segments) {
      out.append('/');
      for (byte b : segment.getBytes(StandardCharsets.UTF_8)) {
        char c = (char) (b & 0xFF);
        boolean plain =
            (c >= 'A' && c <= 'Z')
                || (c >= 'a' && c <= 'z')
                || (c >= '0' && c <= '9')
                || UNRESERVED.indexOf(c) >= 0;
        if (plain) {
          out.append(c);
        } else {
          out.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
        }
      }
    }
    return out.toString();
  }
}
