package io.cairn.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.cli.print.Words;
import java.util.List;

/** Who stands behind a change, in words. */
final class Causes {
  private Causes() {}

  /** One phrase: who and what, or that it is not known. */
  static String brief(JsonNode cause) {
    JsonNode events = cause.path("events");
    if (events.isEmpty()) {
      return Words.text(cause, "status");
    }
    JsonNode first = events.get(0);
    String more = events.size() > 1 ? " and %d more".formatted(events.size() - 1) : "";
    String unsure = "ambiguous".equals(Words.text(cause, "status")) ? " (one of these)" : "";
    return who(first) + " " + Words.text(first, "eventName") + more + unsure;
  }

  /** The principal as a person knows it: the end of its ARN, with the session's source identity. */
  static String who(JsonNode event) {
    String arn = Words.first(event, "principalArn", "userName", "principalType");
    String name = arn.contains(":") ? arn.substring(arn.lastIndexOf(':') + 1) : arn;
    String source = Words.text(event, "sourceIdentity");
    return source.isEmpty() ? name : name + " for " + source;
  }

  /** The first change, and how many there are besides. */
  static String counted(List<String> changes) {
    return switch (changes.size()) {
      case 0 -> "";
      case 1 -> changes.getFirst();
      default -> changes.getFirst() + " and %d more".formatted(changes.size() - 1);
    };
  }
}
