package io.cairn.cli.print;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How a command prints: a table for people, the API's own answer with {@code --json}. */
public final class Output {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Spec(Spec.Target.MIXEE)
  @Nullable CommandSpec command;

  @Option(names = "--json", description = "Print the API's answer instead of a table.")
  boolean json;

  /** Whether the person asked for JSON. */
  public boolean isJson() {
    return json;
  }

  /** Prints the answer as it is, or the text made of it. */
  public void answer(JsonNode answer, Function<JsonNode, Object> asText) {
    if (json) {
      line(pretty(answer));
    } else {
      var out = out();
      out.print(asText.apply(answer));
      out.flush();
    }
  }

  /** Prints one line on standard output. */
  public void line(String text) {
    var out = out();
    out.println(text);
    out.flush();
  }

  /** Prints one line on standard error: progress and remarks that are not the answer. */
  public void remark(String text) {
    var err = spec().commandLine().getErr();
    err.println(text);
    err.flush();
  }

  private PrintWriter out() {
    return spec().commandLine().getOut();
  }

  private CommandSpec spec() {
    if (command == null) {
      throw new IllegalStateException("this mixin belongs to no command");
    }
    return command;
  }

  private static String pretty(JsonNode node) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree that was read can be written", e);
    }
  }
}
