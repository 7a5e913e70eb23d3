package io.cairn.cli.suite;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A path with its query, built argument by argument; an absent value leaves its argument out. */
public final class Query {
  private final String path;
  private final List<String> arguments = new ArrayList<>();

  private Query(String path) {
    this.path = path;
  }

  /** A path below the address of the suite, without arguments yet. */
  public static Query of(String path) {
    return new Query(path);
  }

  /** Adds an argument, unless the value is null. */
  public Query with(String name, @Nullable Object value) {
    if (value != null) {
      arguments.add(name + "=" + encoded(value.toString()));
    }
    return this;
  }

  /** A path segment, encoded. */
  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public String toString() {
    return arguments.isEmpty() ? path : path + "?" + String.join("&", arguments);
  }
}
