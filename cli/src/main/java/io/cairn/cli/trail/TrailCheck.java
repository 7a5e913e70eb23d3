package io.cairn.cli.trail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.cli.print.Output;
import io.cairn.cli.print.Table;
import io.cairn.cli.suite.Api;
import io.cairn.eventstore.check.CheckReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code trail check}: walks the event store and says what is wrong in it, and where. */
@Command(
    name = "check",
    description =
        "Read every stored event and compare blocks, columns, buckets, ids and counts; status 1 if anything is wrong.")
final class TrailCheck implements Callable<Integer> {
  @Mixin final StoreChoice choice = new StoreChoice();
  @Mixin final Output output = new Output();

  @Override
  public Integer call() {
    return choice.with(store -> show(store.check()));
  }

  private int show(CheckReport report) {
    ObjectNode json =
        Api.JSON
            .createObjectNode()
            .put("days", report.days())
            .put("blocks", report.blocks())
            .put("openBlocks", report.openBlocks())
            .put("runs", report.runs())
            .put("events", report.events())
            .put("bytes", report.bytes());
    var faults = json.putArray("faults");
    report.faults().forEach(f -> faults.addObject().put("where", f.where()).put("what", f.what()));
    output.answer(json, _ -> text(report));
    return report.faults().isEmpty() ? 0 : 1;
  }

  private static String text(CheckReport report) {
    var text = new StringBuilder();
    text.append(
        "%d events of %d days in %d blocks, %d of them open, and %d runs%n"
            .formatted(
                report.events(),
                report.days(),
                report.blocks(),
                report.openBlocks(),
                report.runs()));
    if (report.faults().isEmpty()) {
      return text.append("Nothing is wrong.\n").toString();
    }
    var table = new Table("WHERE", "WHAT IS WRONG");
    report.faults().forEach(f -> table.row(f.where(), f.what()));
    return text.append(table).toString();
  }
}
