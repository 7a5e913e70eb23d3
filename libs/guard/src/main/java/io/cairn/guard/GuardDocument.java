package io.cairn.guard;

import io.cairn.guard.value.JsonReader;
import io.cairn.guard.value.Kind;
import io.cairn.guard.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A parsed JSON document, immutable and safe to share between threads. At most 16 MiB and 120
 * levels; anything else is a {@link GuardDocumentException} that names the byte.
 */
public final class GuardDocument {

  private static final int MAX_BYTES = 16 * 1024 * 1024;

  private final Value root;

  GuardDocument(Value root) {
    this.root = root;
  }

  /** Parses UTF-8 JSON; the bytes are not kept. */
  public static GuardDocument parse(byte[] json) {
    if (json.length > MAX_BYTES) {
      throw new GuardDocumentException(MAX_BYTES, "larger than " + MAX_BYTES + " bytes");
    }
    return new GuardDocument(JsonReader.read(json));
  }

  /** Parses JSON text. */
  public static GuardDocument parse(String json) {
    return parse(json.getBytes(StandardCharsets.UTF_8));
  }

  Value value() {
    return root;
  }

  /** The whole document as a value. */
  public GuardValue root() {
    return new GuardValue(root);
  }

  /** The value at a dotted path of map keys, such as {@code configuration.state}. */
  public Optional<GuardValue> at(String dottedPath) {
    return Optional.ofNullable(find(dottedPath)).map(GuardValue::new);
  }

  private @Nullable Value find(String dottedPath) {
    Value value = root;
    for (var key : dottedPath.split("\\.", -1)) {
      value = value.find(key);
      if (value == null) {
        return null;
      }
    }
    return value;
  }

  /** The string at a dotted path, if there is one and it is a string. */
  public Optional<String> stringAt(String dottedPath) {
    return at(dottedPath).flatMap(GuardValue::asText);
  }

  /**
   * This document with one part marked as not recorded: a query that meets it leaves the result
   * undecided ({@link GuardResult#undecided()}). Where the path leads through something that is no
   * map, that something is marked instead.
   */
  public GuardDocument withUnknown(String dottedPath) {
    return new GuardDocument(unknown(root, dottedPath.split("\\.", -1), 0));
  }

  private static Value unknown(Value value, String[] keys, int depth) {
    if (depth == keys.length || !value.is(Kind.MAP)) {
      return Value.unknown();
    }
    var child = value.find(keys[depth]);
    return value.with(
        keys[depth], child == null ? Value.unknown() : unknown(child, keys, depth + 1));
  }

  /**
   * This document with one more key at its root, as {@code CONFIG_RULE_PARAMETERS} is given to
   * custom policies.
   *
   * @throws IllegalArgumentException if the root is no map or already has the key
   */
  public GuardDocument with(String key, GuardValue value) {
    if (!root.is(Kind.MAP)) {
      throw new IllegalArgumentException("the document is no map, so " + key + " cannot be added");
    }
    if (root.find(key) != null) {
      throw new IllegalArgumentException("the document already has the key " + key);
    }
    return new GuardDocument(root.with(key, value.value()));
  }
}
