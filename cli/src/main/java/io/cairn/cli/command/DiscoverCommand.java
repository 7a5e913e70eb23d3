package io.cairn.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.cli.print.Output;
import io.cairn.cli.print.Table;
import io.cairn.cli.print.Words;
import io.cairn.cli.suite.Api;
import io.cairn.cli.suite.Connection;
import io.cairn.cli.suite.Query;
import io.cairn.cli.suite.Refused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code discover}: looks at accounts now, and with {@code --wait} shows how far it is. */
@Command(name = "discover", description = "Look at one account, or all, now.")
public final class DiscoverCommand implements Callable<Integer> {
  private static final Set<String> DONE = Set.of("COMPLETED", "PARTIAL", "FAILED");
  private static final Duration PAUSE = Duration.ofMillis(500);

  @Mixin final Connection connection = new Connection();
  @Mixin final Output output = new Output();

  @Parameters(paramLabel = "ACCOUNT", arity = "0..1", description = "One account; without it, all.")
  @Nullable String accountId;

  @Option(names = "--wait", description = "Show progress until it is done.")
  boolean wait;

  @Override
  public Integer call() {
    Api api = connection.api();
    Map<String, JsonNode> jobs = new LinkedHashMap<>();
    for (String account : accounts(api)) {
      jobs.put(account, AccountPost.to(api, account, "discovery"));
    }
    if (wait) {
      jobs.replaceAll((account, job) -> awaitJob(api, account, Words.text(job, "jobId")));
    }
    var items = Api.JSON.createArrayNode();
    jobs.values().forEach(items::add);
    ObjectNode answer = Api.JSON.createObjectNode();
    answer.set("items", items);
    output.answer(answer, _ -> table(jobs));
    return jobs.values().stream().anyMatch(job -> "FAILED".equals(status(job))) ? 1 : 0;
  }

  private List<String> accounts(Api api) {
    if (accountId != null) {
      return List.of(accountId);
    }
    var paging = new Paging();
    paging.all = true;
    List<String> all = new ArrayList<>();
    for (JsonNode each :
        paging.read(api, () -> Query.of("/api/v1/config/accounts")).path("items")) {
      all.add(Words.text(each, "accountId"));
    }
    if (all.isEmpty()) {
      throw new Refused("no account is recorded yet; add one with ./cairn account add");
    }
    return all;
  }

  private JsonNode awaitJob(Api api, String account, String jobId) {
    String shown = "";
    while (true) {
      JsonNode job = api.get(Query.of("/api/v1/config/jobs/" + Query.encoded(jobId)));
      String line = "%s  %s  %s".formatted(account, status(job), progress(job));
      if (!line.equals(shown)) {
        output.remark(line);
        shown = line;
      }
      if (DONE.contains(status(job))) {
        return job;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
      if (Thread.currentThread().isInterrupted()) {
        throw new Refused("interrupted; job " + jobId + " goes on in the suite");
      }
    }
  }

  private static String status(JsonNode job) {
    return Words.text(job, "state");
  }

  private static String progress(JsonNode job) {
    JsonNode at = job.has("progress") ? job.path("progress") : job;
    List<String> words = new ArrayList<>();
    for (var field : at.properties()) {
      if (field.getValue().isNumber()) {
        words.add(field.getValue().asText() + " " + field.getKey());
      }
    }
    return String.join(", ", words);
  }

  private static Object table(Map<String, JsonNode> jobs) {
    var table = new Table("ACCOUNT", "JOB", "STATUS", "FAILED", "SO FAR");
    jobs.forEach(
        (account, job) -> {
          int failures = job.path("failures").size() + job.path("errors").size();
          table.row(
              account,
              Words.text(job, "jobId"),
              status(job).isEmpty() ? "STARTED" : status(job),
              failures == 0 ? "" : Integer.toString(failures),
              progress(job));
        });
    var text = new StringBuilder(table.toString());
    jobs.forEach((account, job) -> failures(account, job, text));
    return text;
  }

  private static void failures(String account, JsonNode job, StringBuilder text) {
    for (String list : List.of("failures", "errors")) {
      for (JsonNode each : job.path(list)) {
        String where =
            String.join(
                " ",
                account,
                Words.text(each, "region"),
                Words.first(each, "resourceType", "operation", "service"));
        String what = Words.first(each, "detail", "errorMessage", "message", "errorCode");
        text.append("%s: %s%n".formatted(where.strip(), Table.plain(what)));
      }
    }
  }
}
