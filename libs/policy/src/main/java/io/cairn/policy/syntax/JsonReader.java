package io.cairn.policy.syntax;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.cairn.policy.match.Glob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON within bounds (bytes, depth, number of values), refuses repeated names, and keeps the
 * place of every value. Each refusal names the code, line, column and JSON pointer.
 */
public final class JsonReader {

  private static final JsonFactory FACTORY = new JsonFactory();

  private final JsonParser parser;
  private final Bounds bounds;
  private int values;

  private JsonReader(JsonParser parser, Bounds bounds) {
    this.parser = parser;
    this.bounds = bounds;
  }

  /**
   * How much is read before it is refused.
   *
   * @param bytes most bytes of UTF-8
   * @param depth most levels of lists and objects
   * @param values most values, lists and objects in all
   */
  public record Bounds(int bytes, int depth, int values) {
    /** Those of one policy. */
    public static final Bounds POLICY = new Bounds(64 * 1024, 16, 10_000);
  }

  /**
   * Reads a document.
   *
   * @throws PolicySyntaxException if it is not JSON, repeats a name, or exceeds a bound
   */
  public static Json read(byte[] utf8, Bounds bounds) {
    if (utf8.length > bounds.bytes()) {
      throw new PolicySyntaxException(
          "CAIRN_POLICY_TOO_LARGE",
          new Place(1, 1, ""),
          "the document has " + utf8.length + " bytes, " + bounds.bytes() + " are accepted,");
    }
    try (JsonParser parser = FACTORY.createParser(decode(utf8))) {
      JsonReader reader = new JsonReader(parser, bounds);
      parser.nextToken();
      Json root = reader.value("", 1);
      if (parser.nextToken() != null) {
        throw new PolicySyntaxException(
            "JSON_SYNTAX_ERROR", reader.here(""), "something follows the end of the document");
      }
      return root;
    } catch (JsonProcessingException e) {
      throw new PolicySyntaxException(
          "JSON_SYNTAX_ERROR", place(e.getLocation(), ""), "not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String decode(byte[] utf8) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      throw new PolicySyntaxException(
          "JSON_SYNTAX_ERROR", new Place(1, 1, ""), "the document is not valid UTF-8");
    }
  }

  private Json value(String pointer, int depth) throws IOException {
    Place at = here(pointer);
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw new PolicySyntaxException("JSON_SYNTAX_ERROR", at, "the document is empty");
    }
    if (++values > bounds.values()) {
      throw new PolicySyntaxException(
          "CAIRN_TOO_MANY_VALUES", at, "more than " + bounds.values() + " values");
    }
    return switch (token) {
      case START_OBJECT -> members(at, deeper(at, depth));
      case START_ARRAY -> items(at, deeper(at, depth));
      case VALUE_STRING -> new Json.Text(checked(parser.getText(), at), at);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE ->
          new Json.Bare(parser.getText(), at);
      case VALUE_NULL -> new Json.Null(at);
      default ->
          throw new PolicySyntaxException("JSON_SYNTAX_ERROR", at, "unexpected token " + token);
    };
  }

  private int deeper(Place at, int depth) {
    if (depth > bounds.depth()) {
      throw new PolicySyntaxException(
          "CAIRN_TOO_DEEP", at, "nested deeper than " + bounds.depth() + " levels");
    }
    return depth + 1;
  }

  private Json members(Place at, int depth) throws IOException {
    Map<String, Json.Member> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      String pointer = at.pointer() + "/" + name.replace("~", "~0").replace("/", "~1");
      Place nameAt = here(pointer);
      checked(name, nameAt);
      if (members.containsKey(name)) {
        throw new PolicySyntaxException(
            "CAIRN_DUPLICATE_KEY", nameAt, "\"" + name + "\" stands twice in one object");
      }
      parser.nextToken();
      members.put(name, new Json.Member(value(pointer, depth), nameAt));
    }
    return new Json.Members(members, at);
  }

  private Json items(Place at, int depth) throws IOException {
    List<Json> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(at.pointer() + "/" + items.size(), depth));
    }
    return new Json.Items(items, at);
  }

  /** Lone surrogates name no character; U+FFFE and U+FFFF are how compiled wildcards are kept. */
  private static String checked(String text, Place at) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= Glob.ANY_ONE) {
        throw invalid(c, at);
      }
      if (Character.isSurrogate(c)) {
        if (!Character.isHighSurrogate(c)
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          throw invalid(c, at);
        }
        i++;
      }
    }
    return text;
  }

  private static PolicySyntaxException invalid(char c, Place at) {
    return new PolicySyntaxException(
        "JSON_SYNTAX_ERROR", at, String.format("U+%04X is not a character", (int) c));
  }

  private Place here(String pointer) {
    return place(parser.currentTokenLocation(), pointer);
  }

  private static Place place(JsonLocation location, String pointer) {
    return new Place(
        Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()), pointer);
  }
}
