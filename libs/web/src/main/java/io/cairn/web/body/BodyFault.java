package io.cairn.web.body;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
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
    return switch (e) {
      case UnrecognizedPropertyException unknown -> unknown(unknown);
      case MismatchedInputException wrong -> wrong(wrong);
      case ValueInstantiationException refused when refused.getCause() != null ->
          new BodyFault(
              pointer(refused), subject(refused) + ": " + refused.getCause().getMessage());
      case JsonMappingException other when !(other.getCause() instanceof JacksonException) ->
          new BodyFault(
              pointer(other),
              subject(other)
                  + " cannot be read"
                  + place(other.getLocation())
                  + ": its kind or shape is not the one that /openapi describes");
      case JsonMappingException wrapped when wrapped.getCause() instanceof JacksonException inner ->
          of(inner);
      default -> new BodyFault(null, SyntaxWords.of(e) + place(e.getLocation()));
    };
  }

  private static BodyFault unknown(UnrecognizedPropertyException e) {
    String name = e.getPropertyName();
    List<String> known =
        e.getKnownPropertyIds() == null
            ? List.of()
            : e.getKnownPropertyIds().stream().map(String::valueOf).sorted().toList();
    String meant =
        known.stream()
            .filter(k -> k.equalsIgnoreCase(name))
            .map(k -> " (" + k + " is)")
            .findFirst()
            .orElse("");
    return new BodyFault(
        pointer(e),
        "the body's %s is no member that is known%s; taken are %s"
            .formatted(
                pointer(e),
                meant,
                known.stream().limit(MOST_NAMES).collect(Collectors.joining(", "))));
  }

  private static BodyFault wrong(MismatchedInputException e) {
    return new BodyFault(
        pointer(e), "%s is %s; taken is %s".formatted(subject(e), Found.in(e), Taken.by(e)));
  }

  private static String subject(JsonMappingException e) {
    return e.getPath().isEmpty() ? "the body" : "the body's " + pointer(e);
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
