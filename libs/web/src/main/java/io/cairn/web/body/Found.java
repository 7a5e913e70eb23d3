package io.cairn.web.body;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What stood in a body where something else was wanted. */
final class Found {
  private static final int LONGEST = 100;
  private static final Pattern TOKEN = Pattern.compile("token `JsonToken\\.([A-Z_]+)`");
  private static final Pattern KIND = Pattern.compile("from (Number|String|Boolean) value");

  private Found() {}

  static String in(MismatchedInputException e) {
    if (e instanceof InvalidFormatException format && format.getValue() != null) {
      return value(format.getValue());
    }
    Matcher named = TOKEN.matcher(String.valueOf(e.getOriginalMessage()));
    if (named.find()) {
      return words(JsonToken.valueOf(named.group(1)));
    }
    Matcher kind = KIND.matcher(String.valueOf(e.getOriginalMessage()));
    if (kind.find()) {
      return "a " + kind.group(1).toLowerCase(Locale.ROOT);
    }
    return e.getProcessor() instanceof JsonParser parser
        ? words(parser.currentToken())
        : "of another kind";
  }

  private static String value(Object value) {
    if (!(value instanceof String text)) {
      return value.toString();
    }
    return "\"" + (text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text) + "\"";
  }

  private static String words(@Nullable JsonToken token) {
    return switch (token) {
      case START_OBJECT, END_OBJECT, FIELD_NAME -> "an object";
      case START_ARRAY, END_ARRAY -> "an array";
      case VALUE_STRING -> "a string";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      case VALUE_TRUE -> "true";
      case VALUE_FALSE -> "false";
      case VALUE_NULL -> "null";
      case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> "of another kind";
      case null -> "empty";
    };
  }
}
