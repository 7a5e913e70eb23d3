package io.cairn.eventstore;

/** Undoes the escapes of a JSON string that was checked before. */
final class JsonEscapes {
  private JsonEscapes() {}

  static String decode(String raw) {
    var out = new StringBuilder(raw.length());
    int i = 0;
    while (i < raw.length()) {
      char c = raw.charAt(i++);
      if (c != '\\') {
        out.append(c);
        continue;
      }
      char escape = raw.charAt(i++);
      if (escape == 'u') {
        out.append((char) Integer.parseInt(raw, i, i + 4, 16));
        i += 4;
      } else {
        out.append(plain(escape));
      }
    }
    return out.toString();
  }

  private static char plain(char escape) {
    return switch (escape) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> escape;
    };
  }
}
