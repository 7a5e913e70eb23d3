package io.cairn.sigma.parse;

import io.cairn.regex.Utf8;
import io.cairn.sigma.expression.SigmaText;
import java.io.ByteArrayOutputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The modifiers that rewrite a string. A rewritten string stands for its bytes until Base64 makes
 * text of them.
 *
 * @param text code points, or bytes 0 to 255 where {@code bytes}
 * @param bytes whether an encoding made bytes of it
 */
record Encodings(SigmaText text, boolean bytes) {
  private static final int[] DASHES = {'-', '/', 0x2013, 0x2014, 0x2015};
  private static final int MAX_DASHES = 5;
  private static final int[] DROP_FIRST = {0, 2, 3};
  private static final int[] DROP_LAST = {0, 3, 2};

  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message);
    }
  }

  List<Encodings> apply(Modifier modifier) throws Refused {
    return switch (modifier) {
      case CONTAINS -> List.of(with(text.withAnyBefore().withAnyAfter()));
      case STARTSWITH -> List.of(with(text.withAnyAfter()));
      case ENDSWITH -> List.of(with(text.withAnyBefore()));
      case WINDASH -> dashes();
      case WIDE -> List.of(wide(ByteOrder.LITTLE_ENDIAN, false));
      case UTF16 -> List.of(wide(ByteOrder.LITTLE_ENDIAN, true));
      case UTF16BE -> List.of(wide(ByteOrder.BIG_ENDIAN, false));
      case BASE64 -> List.of(base64());
      case BASE64OFFSET -> offsets();
      default -> List.of(this);
    };
  }

  private Encodings with(SigmaText other) {
    return new Encodings(other, bytes);
  }

  private List<Encodings> dashes() throws Refused {
    if (bytes) {
      throw new Refused("windash comes before wide, utf16 and utf16be");
    }
    int[] places = IntStream.range(0, text.size()).filter(this::isOptionDash).toArray();
    if (places.length > MAX_DASHES) {
      throw new Refused("windash over more than %d dashes".formatted(MAX_DASHES));
    }
    Set<SigmaText> variants = new LinkedHashSet<>(List.of(text));
    for (int place : places) {
      Set<SigmaText> grown = new LinkedHashSet<>();
      for (SigmaText variant : variants) {
        for (int dash : DASHES) {
          int[] parts = variant.parts().toArray();
          parts[place] = dash;
          grown.add(SigmaText.of(parts));
        }
      }
      variants = grown;
    }
    return variants.stream().map(this::with).toList();
  }

  private boolean isOptionDash(int at) {
    int part = text.at(at);
    boolean dash = IntStream.of(DASHES).anyMatch(each -> each == part);
    return dash
        && at + 1 < text.size()
        && isWord(text.at(at + 1))
        && !(at > 0 && isWord(text.at(at - 1)));
  }

  private static boolean isWord(int part) {
    return part == '_' || (part >= 0 && Character.isLetterOrDigit(part));
  }

  private Encodings wide(ByteOrder order, boolean mark) throws Refused {
    if (bytes) {
      throw new Refused("a second of wide, utf16 and utf16be");
    }
    var charset =
        order == ByteOrder.LITTLE_ENDIAN ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
    var parts = IntStream.builder();
    if (mark) {
      parts.add(0xFF).add(0xFE);
    }
    for (int part : text.parts().toArray()) {
      if (part < 0) {
        parts.add(part);
        continue;
      }
      for (byte each : Character.toString(part).getBytes(charset)) {
        parts.add(each & 0xFF);
      }
    }
    return new Encodings(SigmaText.of(parts.build().toArray()), true);
  }

  private byte[] raw(String word) throws Refused {
    if (text.hasWildcards()) {
      throw new Refused(
          word + " takes no wildcards; contains, startswith and endswith come after it");
    }
    if (!bytes) {
      return Utf8.encode(text.text(0, text.size()));
    }
    var out = new ByteArrayOutputStream();
    text.parts().forEach(out::write);
    return out.toByteArray();
  }

  private Encodings base64() throws Refused {
    String encoded = Base64.getEncoder().encodeToString(raw("base64"));
    return new Encodings(SigmaText.literal(encoded), false);
  }

  /**
   * What every encoding of the bytes has in common when one, two or no others stand before them.
   */
  private List<Encodings> offsets() throws Refused {
    byte[] raw = raw("base64offset");
    var variants = new ArrayList<Encodings>();
    for (int i = 0; i < 3; i++) {
      byte[] shifted = new byte[raw.length + i];
      System.arraycopy(raw, 0, shifted, i, raw.length);
      String encoded = Base64.getEncoder().encodeToString(shifted);
      int to = encoded.length() - DROP_LAST[shifted.length % 3];
      if (to <= DROP_FIRST[i]) {
        throw new Refused(
            "a value of %d bytes is too short for base64offset".formatted(raw.length));
      }
      variants.add(new Encodings(SigmaText.literal(encoded.substring(DROP_FIRST[i], to)), false));
    }
    return List.copyOf(variants);
  }
}
