package io.cairn.cli.suite;

import com.fasterxml.jackson.databind.JsonNode;

/** Turns an RFC 9457 problem into one sentence. */
final class Problems {
  private Problems() {}

  static String sentence(int status, JsonNode problem) {
    String detail = problem.path("detail").asText("");
    if (detail.isBlank()) {
      detail = problem.path("title").asText("the suite answered with status " + status);
    }
    var sentence = new StringBuilder(detail.strip());
    for (JsonNode error : problem.path("errors")) {
      sentence
          .append("; ")
          .append(error.path("field").asText("?"))
          .append(": ")
          .append(error.path("detail").asText(error.path("message").asText("")));
    }
    return sentence.append(" (").append(status).append(')').toString();
  }
}
