package io.cairn.web.body;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a JSON body. {@link #detail()} is a sentence without its full stop, such as
 * {@code /kind is "NOPE"; one of S3_SQS, S3_LISTING is taken}.
 *
 * @param pointer JSON pointer of the wrong member; null when the text is no JSON at all, empty for
 *     the whole body
 * @param detail what was found there and what is taken
 */
public record BodyFault(@Nullable String pointer, String detail) {
  private static final int MOST_NAMES = 40;

  /** The fault behind an error of the parser, whose own words name Java's classes. */
  public static BodyFault of(JacksonException e) {
    return of(e, "the body");
  }

  /** The same for a part of something, such as {@code the line}. */
  public static BodyFault of(JacksonException e, String whole) {
    return switch (e) {
      case JsonMappingException wrapped when wrapped.getCause() instanceof JacksonException inner ->
          of(inner, whole);
      case JsonMappingException mapping -> {
        String pointer = pointer(mapping);
        String where = pointer.isEmpty() ? whole : whole + "'s " + pointer;
        yield new BodyFault(pointer, where + wrong(mapping));
      }
      default -> new BodyFault(null, whole + " " + SyntaxWords.of(e) + place(e.getLocation()));
    };
  }

  private static String wrong(JsonMappingException e) {
    return switch (e) {
      case UnrecognizedPropertyException unknown -> unknown(unknown);
      case MismatchedInputException wrong ->
          " is " + Found.in(wrong) + "; taken is " + Taken.by(wrong);
      case ValueInstantiationException refused when refused.getCause() != null ->
          ": " + refused.getCause().getMessage();
      default ->
          " cannot be read"
              + place(e.getLocation())
              + ": its kind or shape is not the one that /openapi describes";
    };
  }

  private static String unknown(UnrecognizedPropertyException e) {
    Collection<Object> ids = e.getKnownPropertyIds();
    List<String> known =
        ids == null ? List.of() : ids.stream().map(String::valueOf).sorted().toList();
    String meant =
        known.stream()
            .filter(k -> k.equalsIgnoreCase(e.getPropertyName()))
            .map(k -> " (" + k + " is meant?)")
            .findFirst()
            .orElse("");
    return " is not known"
        + meant
        + "; known are "
        + known.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
  }

  private static String pointer(JsonMappingException e) {
    return e.getPath().stream().map(BodyFault::step).collect(Collectors.joining());
  }

  /** RFC 6901 spells a tilde and a slash of a name with a tilde. */
  private static String step(JsonMappingException.Reference step) {
    String name = step.getFieldName();
    return "/"
        + (name == null
            ? String.valueOf(step.getIndex())
            : name.replace("~", "~0").replace("/", "~1"));
  }

  private static String place(@Nullable JsonLocation at) {
    return at == null || at.getLineNr() < 1
        ? ""
        : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
  }

  /** The fault as a sentence. */
  public String sentence() {
    return Character.toUpperCase(detail.charAt(0))
        + detail.substring(1)
        + (detail.endsWith(".") ? "" : ".");
  }
}
