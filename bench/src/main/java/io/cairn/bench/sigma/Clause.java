package io.cairn.bench.sigma;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One field of a rule, in a form that Sigma and event-ruler can both say.
 *
 * @param field path of keys
 * @param test what is asked of it
 * @param values what it is held against; numbers for GREATER
 */
record Clause(String field, Test test, List<String> values) {
  enum Test {
    EQUALS,
    EXISTS,
    MISSING,
    ANYTHING_BUT,
    CIDR,
    PREFIX,
    SUFFIX,
    CONTAINS,
    WILDCARD,
    GREATER
  }

  /** The item of a Sigma selection; ANYTHING_BUT is said by a filter beside it. */
  String sigma(boolean cased) {
    String how = cased ? "|cased" : "";
    return switch (test) {
      case EQUALS -> item(how, quoted("%s"));
      case EXISTS, ANYTHING_BUT -> item("|exists", "true");
      case MISSING -> item("|exists", "false");
      case CIDR -> item("|cidr", quoted("%s"));
      case PREFIX -> item("|startswith" + how, quoted("%s"));
      case SUFFIX -> item("|endswith" + how, quoted("%s"));
      case CONTAINS -> item("|contains" + how, quoted("%s"));
      case WILDCARD -> item(how, quoted("%s"));
      case GREATER -> item("|gt", values.getFirst());
    };
  }

  private String item(String modifier, String value) {
    return "'%s%s': %s".formatted(field, modifier, value);
  }

  String quoted(String format) {
    return values.stream()
        .map(value -> "'" + format.formatted(value) + "'")
        .collect(Collectors.joining(", ", "[", "]"));
  }

  /** The member of an event-ruler pattern, {@code "leaf":[…]} inside its objects. */
  String ruler() {
    String list =
        values.stream()
            .map(
                value ->
                    switch (test) {
                      case EQUALS -> "\"" + value + "\"";
                      case PREFIX -> "{\"prefix\":\"" + value + "\"}";
                      case SUFFIX -> "{\"suffix\":\"" + value + "\"}";
                      case CONTAINS -> "{\"wildcard\":\"*" + value + "*\"}";
                      case WILDCARD -> "{\"wildcard\":\"" + value + "\"}";
                      case CIDR -> "{\"cidr\":\"" + value + "\"}";
                      case GREATER -> "{\"numeric\":[\">\"," + value + "]}";
                      case ANYTHING_BUT -> "{\"anything-but\":\"" + value + "\"}";
                      case EXISTS -> "{\"exists\":true}";
                      case MISSING -> "{\"exists\":false}";
                    })
            .collect(Collectors.joining(",", "[", "]"));
    String[] keys = field.split("\\.", -1);
    var out = new StringBuilder();
    for (int i = 0; i < keys.length; i++) {
      out.append(i == 0 ? "" : "{").append('"').append(keys[i]).append("\":");
    }
    return out.append(list).append("}".repeat(keys.length - 1)).toString();
  }
}
