package io.cairn.policy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
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
final class JsonReader {
  static final int MAX_BYTES = 64 * 1024;
  static final int MAX_DEPTH = 16;
  static final int MAX_VALUES = 10_000;

  private static final JsonFactory FACTORY = new JsonFactory();

  private final JsonParser parser;
  private int values;

  private JsonReader(JsonParser parser) {
    this.parser = parser;
  }

  static Json read(byte[] utf8) {
    if (utf8.length > MAX_BYTES) {
      throw new PolicySyntaxException(
          "CAIRN_POLICY_TOO_LARGE",
          new Place(1, 1, ""),
          "the document has " + utf8.length + " bytes, " + MAX_BYTES + " are accepted,");
    }
    try (JsonParser parser = FACTORY.createParser(decode(utf8))) {
      JsonReader reader = new JsonReader(parser);
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
    if (++values > MAX_VALUES) {
      throw new PolicySyntaxException(
          "CAIRN_TOO_MANY_VALUES", at, "more than " + MAX_VALUES + " values");
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

  private static int deeper(Place at, int depth) {
    if (depth > MAX_DEPTH) {
      throw new PolicySyntaxException(
          "CAIRN_TOO_DEEP", at, "nested deeper than " + MAX_DEPTH + " levels");
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
