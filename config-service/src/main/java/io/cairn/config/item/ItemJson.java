package io.cairn.config.item;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads and writes the messages that this service itself stored. */
@Singleton
public class ItemJson {
  private final ObjectMapper mapper;

  ItemJson(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  /** The stored message as a tree. */
  public ObjectNode read(ConfigurationItem item) {
    try {
      return (ObjectNode) mapper.readTree(item.message());
    } catch (IOException e) {
      throw new UncheckedIOException("stored item of " + item.key() + " is damaged", e);
    }
  }

  /** A message's bytes: UTF-8, no white space between tokens. */
  byte[] write(ObjectNode message) {
    try {
      return mapper.writeValueAsBytes(message);
    } catch (IOException e) {
      throw new UncheckedIOException("an item cannot be written", e);
    }
  }
}
