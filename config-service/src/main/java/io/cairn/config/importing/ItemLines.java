package io.cairn.config.importing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.web.body.BodyFault;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads a body line by line, so that a line that is no JSON costs no other. */
@ApplicationScoped
class ItemLines {
  private final ObjectMapper mapper;
  private final ImportConfig config;

  ItemLines(ObjectMapper mapper, ImportConfig config) {
    this.mapper = mapper;
    this.config = config;
  }

  /** Reads everything. */
  void read(InputStream body, ItemSink sink) throws IOException {
    var in = new BufferedInputStream(body, 1 << 16);
    var line = new ByteArrayOutputStream();
    long length = 0;
    for (int b = in.read(); ; b = in.read()) {
      if (b == '\n' || b < 0) {
        if (length > 0) {
          line(line.toByteArray(), length, sink);
        }
        line.reset();
        length = 0;
        if (b < 0) {
          return;
        }
      } else if (++length <= config.maxItem()) {
        line.write(b);
      }
    }
  }

  private void line(byte[] bytes, long length, ItemSink sink) {
    if (length > config.maxItem()) {
      sink.refuse(
          RefusedItem.Code.TOO_LARGE,
          "The line holds %d bytes; an item may hold %d.".formatted(length, config.maxItem()));
      return;
    }
    try {
      JsonNode value = mapper.readTree(bytes);
      if (value instanceof ObjectNode item) {
        sink.item(item);
      } else if (value != null && !value.isMissingNode()) {
        sink.refuse(
            RefusedItem.Code.NOT_AN_OBJECT,
            "An item is an object, but here is " + ItemTexts.shown(value));
      }
    } catch (JsonProcessingException e) {
      sink.refuse(RefusedItem.Code.MALFORMED_JSON, BodyFault.of(e, "the line").sentence());
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory cannot be read", e);
    }
  }
}
