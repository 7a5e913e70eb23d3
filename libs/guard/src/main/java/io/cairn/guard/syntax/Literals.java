package io.cairn.guard.syntax;

import io.cairn.guard.value.Value;
import java.math.BigDecimal;

/** Writes values as a rule text holds them. */
final class Literals {

  private Literals() {}

  static void print(Value value, StringBuilder out) {
    switch (value.kind()) {
      case STRING -> string(value.string(), out);
      case FLOAT -> decimal(value.asDouble(), out);
      case REGEX ->
          out.append('/').append(value.pattern().source().replace("/", "\\/")).append('/');
      case LIST -> {
        out.append('[');
        for (int i = 0; i < value.size(); i++) {
          out.append(i == 0 ? "" : ", ");
          print(value.child(i), out);
        }
        out.append(']');
      }
      case MAP -> {
        out.append('{');
        for (int i = 0; i < value.size(); i++) {
          out.append(i == 0 ? "" : ", ");
          string(value.key(i), out);
          out.append(": ");
          print(value.child(i), out);
        }
        out.append('}');
      }
      case NULL, BOOL, INT, CHAR, RANGE, NOTHING, UNKNOWN -> out.append(value.text());
    }
  }

  /** In the quote that needs no escape, else with each one escaped. */
  private static void string(String text, StringBuilder out) {
    char quote = text.indexOf('"') < 0 ? '"' : '\'';
    out.append(quote).append(text.replace(String.valueOf(quote), "\\" + quote)).append(quote);
  }

  /** Always with a fraction, never with an exponent. */
  private static void decimal(double value, StringBuilder out) {
    var plain = new BigDecimal(Double.toString(value)).toPlainString();
    out.append(plain).append(plain.indexOf('.') < 0 ? ".0" : "");
  }
}
