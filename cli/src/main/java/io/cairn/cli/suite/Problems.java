package io.cairn.cli.suite;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** Turns an RFC 9457 problem into one sentence, which says nothing twice. */
final class Problems {
  private Problems() {}

  static String sentence(int status, JsonNode problem) {
    String detail = problem.path("detail").asText("");
    if (detail.isBlank()) {
      detail = problem.path("title").asText("the suite answered with status " + status);
    }
    var sentence = new StringBuilder(bare(detail));
    for (JsonNode error : problem.path("errors")) {
      String why = error.path("detail").asText(error.path("message").asText(""));
      if (!detail.toLowerCase(Locale.ROOT).contains(bare(why).toLowerCase(Locale.ROOT))) {
        sentence.append("; ").append(error.path("field").asText("?")).append(' ').append(bare(why));
      }
    }
    return sentence.append(" (").append(status).append(')').toString();
  }

  private static String bare(String sentence) {
    String text = sentence.strip();
    return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
  }
}
