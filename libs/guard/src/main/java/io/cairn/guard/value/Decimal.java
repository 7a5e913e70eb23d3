package io.cairn.guard.value;

/** Numbers with a fraction or an exponent, or of more than 18 digits. */
final class Decimal {

  private Decimal() {}

  static Value read(JsonReader in, int start) {
    boolean whole = true;
    if (in.peek() == '.') {
      whole = false;
      in.at++;
      digits(in);
    }
    if (in.peek() == 'e' || in.peek() == 'E') {
      whole = false;
      in.at++;
      if (in.peek() == '+' || in.peek() == '-') {
        in.at++;
      }
      digits(in);
    }
    var text = in.ascii(start, in.at);
    if (whole && text.length() <= 20) {
      try {
        return Value.of(Long.parseLong(text));
      } catch (NumberFormatException tooLarge) {
        return decimal(in, text, start);
      }
    }
    return decimal(in, text, start);
  }

  private static void digits(JsonReader in) {
    if (!JsonReader.isDigit(in.peek())) {
      throw in.error("expected a digit");
    }
    while (JsonReader.isDigit(in.peek())) {
      in.at++;
    }
  }

  private static Value decimal(JsonReader in, String text, int start) {
    double value = Double.parseDouble(text);
    if (Double.isInfinite(value)) {
      in.at = start;
      throw in.error("a number beyond the range of a double");
    }
    return Value.of(value);
  }
}
