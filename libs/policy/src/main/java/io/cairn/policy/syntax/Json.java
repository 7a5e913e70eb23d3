package io.cairn.policy.syntax;

import java.util.List;
import java.util.Map;

/** A JSON value that knows its place; what a streaming parser left over for the grammar to read. */
public sealed interface Json {

  Place at();

  /** A quoted string. */
  record Text(String value, Place at) implements Json {}

  /** An unquoted number or boolean, by its text as written. */
  record Bare(String text, Place at) implements Json {}

  /** The literal {@code null}. */
  record Null(Place at) implements Json {}

  /** A list, in order. */
  record Items(List<Json> items, Place at) implements Json {}

  /** An object; members keep their order, names are unique. */
  record Members(Map<String, Member> members, Place at) implements Json {}

  /** A member's value with the place of its name. */
  record Member(Json value, Place nameAt) {}

  /** What the value is, in the words of the JSON standard. */
  default String kind() {
    return switch (this) {
      case Text _ -> "a string";
      case Bare _ -> "a number or boolean";
      case Null _ -> "null";
      case Items _ -> "a list";
      case Members _ -> "an object";
    };
  }
}
