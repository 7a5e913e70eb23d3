package io.cairn.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.cli.print.Output;
import io.cairn.cli.print.Words;
import io.cairn.cli.suite.Api;
import io.cairn.cli.suite.Connection;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code token}: a bearer token on standard output. */
@Command(name = "token", description = "A bearer token for the API, on standard output.")
public final class TokenCommand implements Callable<Integer> {
  @Mixin final Connection connection = new Connection();
  @Mixin final Output output = new Output();

  @Option(names = "--seconds", paramLabel = "N", description = "How long it is good for.")
  @Nullable Integer seconds;

  @Override
  public Integer call() {
    ObjectNode request = Api.JSON.createObjectNode();
    if (seconds != null) {
      request.put("durationSeconds", seconds);
    }
    JsonNode answer = connection.api().post("/api/v1/identity/tokens", request);
    output.answer(
        answer, whole -> Words.first(whole, "token", "accessToken") + System.lineSeparator());
    return 0;
  }
}
