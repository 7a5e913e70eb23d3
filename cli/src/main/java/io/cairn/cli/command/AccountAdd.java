package io.cairn.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.cli.print.Output;
import io.cairn.cli.suite.Api;
import io.cairn.cli.suite.Connection;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.regions.Region;

/** {@code account add}. */
@Command(
    name = "add",
    description = "Record an account from now on; its first discovery begins at once.")
final class AccountAdd implements Callable<Integer> {
  @Mixin final Connection connection = new Connection();
  @Mixin final Output output = new Output();

  @Parameters(paramLabel = "ACCOUNT", description = "The 12 digits of the account.")
  String accountId = "";

  @Option(
      names = "--role",
      paramLabel = "ARN",
      description = "The read-only role to assume; without it, the suite's own credentials.")
  @Nullable String roleArn;

  @Option(
      names = "--external-id",
      paramLabel = "ID",
      description = "What the role's trust asks for.")
  @Nullable String externalId;

  @Option(
      names = {"--region", "--regions"},
      paramLabel = "REGION",
      split = ",",
      converter = Shapes.Region.class,
      description = "A region to record; several by comma or by repeating.")
  List<String> regions = new ArrayList<>();

  @Option(
      names = "--aws-endpoint",
      paramLabel = "URL",
      description = "Another AWS API than AWS's own.")
  @Nullable URI endpoint;

  @Override
  public Integer call() {
    ObjectNode account = Api.JSON.createObjectNode().put("accountId", accountId);
    if (roleArn != null) {
      account.put("roleArn", roleArn);
    }
    if (externalId != null) {
      account.put("externalId", externalId);
    }
    if (!regions.isEmpty()) {
      regions.forEach(account.putArray("regions")::add);
    }
    if (endpoint != null) {
      account.put("endpoint", endpoint.toString());
    }
    for (String region : regions) {
      if (!Region.regions().contains(Region.of(region))) {
        output.remark(
            "warning: %s is no region that this version's AWS SDK knows; is it spelt right?"
                .formatted(region));
      }
    }
    var answer = connection.api().post("/api/v1/config/accounts", account);
    output.answer(
        answer,
        _ ->
            """
            %s is recorded. Its first discovery has begun; later ones come every 6 hours by themselves.
            Watch it:                    ./cairn discover %s --wait
            See what it may not read:    ./cairn account check %s
            """
                .formatted(accountId, accountId, accountId));
    return 0;
  }
}
