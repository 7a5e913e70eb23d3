package io.cairn.cli.trail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.cli.command.EventFilters;
import io.cairn.cli.print.Output;
import io.cairn.cli.suite.Api;
import io.cairn.cli.suite.Refused;
import io.cairn.eventstore.EventStore;
import io.cairn.eventstore.FoundPage;
import io.cairn.eventstore.HiddenPart;
import io.cairn.eventstore.Predicate;
import io.cairn.eventstore.SearchTimeoutException;
import io.cairn.eventstore.StoredEvent;
import io.cairn.eventstore.Window;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code trail export}: writes events as CloudTrail's own files, byte for byte as they came. */
@Command(
    name = "export",
    description =
        "Write the chosen events as CloudTrail's own .json.gz files below DIR/AWSLogs; the suite may be down.")
final class TrailExport implements Callable<Integer> {
  private static final Duration PAGE = Duration.ofMinutes(1);
  private static final long TELL_NANOS = Duration.ofSeconds(2).toNanos();

  @Mixin final StoreChoice choice = new StoreChoice();
  @Mixin final EventFilters filters = new EventFilters();
  @Mixin final Output output = new Output();

  @Parameters(paramLabel = "DIR", description = "Where the files go.")
  Path folder = Path.of("");

  private final Clock clock;

  TrailExport(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() {
    Predicate predicate = filters.predicate();
    Window window = filters.window(clock.instant());
    return choice.with(store -> export(store, predicate, window));
  }

  private int export(EventStore store, Predicate predicate, Window window) {
    var files = new ExportFiles(folder);
    Set<HiddenPart> hidden = new LinkedHashSet<>();
    long told = System.nanoTime();
    String token = null;
    try {
      do {
        FoundPage page = store.find(predicate, window, token, EventStore.MAX_LIMIT, PAGE);
        hidden.addAll(page.hidden());
        for (StoredEvent event : page.events()) {
          files.add(event);
        }
        token = page.nextToken();
        if (System.nanoTime() - told > TELL_NANOS) {
          told = System.nanoTime();
          output.remark("%d events in %d files so far".formatted(files.events(), files.files()));
        }
      } while (token != null);
      files.finish();
    } catch (IOException e) {
      throw new Refused("%s cannot be written: %s".formatted(folder, e.getMessage()));
    } catch (SearchTimeoutException e) {
      throw new Refused(e.getMessage() + "; narrow it with --since and --until");
    }
    return show(files, hidden);
  }

  private int show(ExportFiles files, Set<HiddenPart> hidden) {
    ObjectNode json =
        Api.JSON
            .createObjectNode()
            .put("events", files.events())
            .put("files", files.files())
            .put("bytes", files.bytes())
            .put("withoutAccount", files.withoutAccount());
    var parts = json.putArray("hidden");
    hidden.forEach(
        h ->
            parts
                .addObject()
                .put("day", h.day().toString())
                .put("block", h.block())
                .put("what", h.what()));
    output.answer(
        json,
        _ ->
            "%d events in %d files below %s%n"
                .formatted(files.events(), files.files(), folder.resolve("AWSLogs")));
    if (files.withoutAccount() > 0) {
      output.remark(
          "%d of them name no account in their record: it was their source's, and will be the importer's"
              .formatted(files.withoutAccount()));
    }
    hidden.forEach(
        h ->
            output.remark(
                "missing, for it is damaged: block %d of %s: %s"
                    .formatted(h.block(), h.day(), h.what())));
    return hidden.isEmpty() ? 0 : 1;
  }
}
