package io.cairn.config.importing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import io.cairn.web.body.BodyFault;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON body as a stream, so that only one item is in memory at a time: one item, a list of
 * items, a file with {@code configurationItems}, or several of these one after the other.
 */
@ApplicationScoped
class ItemDocument {
  private static final String ITEMS = "configurationItems";
  private static final int MAX_DEPTH = 200;

  /**
   * A text is read whole before its size shows; beyond so many items' size the body is given up.
   */
  private static final int LARGE_TEXT = 4;

  private final ObjectMapper mapper;
  private final JsonFactory factory;
  private final ImportConfig config;

  ItemDocument(ObjectMapper mapper, ImportConfig config) {
    this.mapper = mapper;
    this.config = config;
    this.factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(LARGE_TEXT * config.maxItem())
                    .build())
            .build();
  }

  /** Reads everything. Ends at the first place that is no JSON, after telling of it. */
  void read(InputStream body, ItemSink sink) throws IOException {
    try (JsonParser parser = factory.createParser(body)) {
      parser.setCodec(mapper);
      while (parser.nextToken() != null) {
        root(parser, sink);
      }
    } catch (JsonProcessingException e) {
      sink.refuse(
          RefusedItem.Code.MALFORMED_JSON,
          BodyFault.of(e, "the document").sentence() + " Nothing after it was read.");
    }
  }

  private void root(JsonParser parser, ItemSink sink) throws IOException {
    switch (parser.currentToken()) {
      case START_ARRAY -> elements(parser, sink);
      case START_OBJECT -> object(parser, sink);
      default ->
          sink.refuse(
              RefusedItem.Code.NOT_AN_OBJECT,
              "An item is an object, but here is " + parser.getText());
    }
  }

  /** A file, or one item: that shows only when its members were read. */
  private void object(JsonParser parser, ItemSink sink) throws IOException {
    ObjectNode item = JsonNodeFactory.instance.objectNode();
    boolean isFile = false;
    boolean tooLarge = false;
    long start = parser.currentTokenLocation().getByteOffset();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String member = parser.currentName();
      if (parser.nextToken() == JsonToken.START_ARRAY && ITEMS.equals(member)) {
        isFile = true;
        elements(parser, sink);
      } else {
        JsonNode value = bounded(parser, start);
        tooLarge |= value == null;
        if (value != null && !isFile && !tooLarge) {
          item.set(member, value);
        }
      }
    }
    if (tooLarge && !isFile) {
      refuseLarge(sink);
    } else if (!isFile) {
      sink.item(item);
    }
  }

  private void elements(JsonParser parser, ItemSink sink) throws IOException {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      JsonNode value = bounded(parser, parser.currentTokenLocation().getByteOffset());
      if (value == null) {
        refuseLarge(sink);
      } else if (value instanceof ObjectNode item) {
        sink.item(item);
      } else {
        sink.refuse(
            RefusedItem.Code.NOT_AN_OBJECT,
            "An item is an object, but here is " + ItemTexts.shown(value));
      }
    }
  }

  private void refuseLarge(ItemSink sink) {
    sink.refuse(
        RefusedItem.Code.TOO_LARGE,
        "The item is larger than %d bytes; cairn.config.importing.max-item sets the bound."
            .formatted(config.maxItem()));
  }

  /** The value that begins at the current token; null, and passed over, when it is too large. */
  private @Nullable JsonNode bounded(JsonParser parser, long start) throws IOException {
    boolean tooLarge = false;
    int depth = 0;
    try (var buffer = new TokenBuffer(parser)) {
      do {
        JsonToken token = parser.currentToken();
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        tooLarge |= parser.currentLocation().getByteOffset() - start > config.maxItem();
        if (!tooLarge) {
          buffer.copyCurrentEvent(parser);
        }
      } while (depth > 0 && parser.nextToken() != null);
      if (tooLarge) {
        return null;
      }
      try (JsonParser copy = buffer.asParserOnFirstToken()) {
        return mapper.readTree(copy);
      }
    }
  }
}
