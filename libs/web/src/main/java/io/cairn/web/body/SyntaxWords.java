package io.cairn.web.body;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why a text is no JSON, without the parser's own words, which name its classes and settings. */
final class SyntaxWords {
  private static final Pattern WORD = Pattern.compile("Unrecognized token '([^']{1,40})'");
  private static final Pattern LETTER = Pattern.compile("Unexpected character \\('(.{1,2})'");
  private static final Pattern TWICE = Pattern.compile("Duplicate field '([^']{1,100})'");

  private SyntaxWords() {}

  static String of(JacksonException e) {
    String words = String.valueOf(e.getOriginalMessage());
    return switch (e) {
      case JsonEOFException _ -> "the body ends before its JSON is complete";
      case StreamConstraintsException _ ->
          "the body's JSON nests deeper, or holds a longer name, text or number, than is taken";
      default -> malformed(words);
    };
  }

  private static String malformed(String words) {
    Matcher word = WORD.matcher(words);
    Matcher letter = LETTER.matcher(words);
    Matcher twice = TWICE.matcher(words);
    if (word.find()) {
      return "the body is not well-formed JSON: " + word.group(1) + " is no value";
    }
    if (letter.find()) {
      return "the body is not well-formed JSON: " + letter.group(1) + " is not expected";
    }
    if (twice.find()) {
      return "the body has the member " + twice.group(1) + " twice";
    }
    return "the body is not well-formed JSON";
  }
}
