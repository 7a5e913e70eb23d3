package io.cairn.standalone;

import io.cairn.standalone.folder.CannotStart;
import io.cairn.standalone.folder.DataFolder;
import io.cairn.standalone.service.AotCache;
import io.cairn.standalone.service.Memory;
import io.cairn.standalone.service.ServiceSpec;
import io.cairn.standalone.train.Training;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code train}: what {@code up} starts in the background. It runs a suite on a scratch folder
 * whose processes record themselves, this one included, and puts the caches in place.
 */
@Command(name = "train", hidden = true)
final class TrainCommand implements Callable<Integer> {
  @Option(names = "--checkout", required = true)
  Path checkout = Path.of("");

  @Option(names = "--cache", required = true)
  Path cache = Path.of("");

  @Option(names = "--data", required = true, description = "A scratch folder.")
  Path data = Path.of("");

  @Option(names = "--port", required = true)
  int port;

  @Option(names = "--parent", required = true, description = "The process whose end ends this one.")
  long parent;

  @Override
  public Integer call() {
    System.setProperty("cairn.logs", data.toAbsolutePath().resolve("logs").toString());
    var console = new Console(System.out);
    List<ServiceSpec> specs = ServiceSpec.ofCheckout(checkout, Memory.USUAL);
    var suite = new Suite(options(), specs, console, Clock.systemUTC());
    Runtime.getRuntime().addShutdownHook(new Thread(suite::stop, "stop"));
    Training.endWith(parent);
    try {
      suite.start();
      Training.traffic(new DataFolder(data.toAbsolutePath().normalize()).root());
      console.line("trained; the processes write what they recorded");
      suite.stop();
    } catch (CannotStart e) {
      System.err.println("cairn: " + e.sentence());
      return 1;
    }
    for (ServiceSpec spec : specs) {
      boolean made = new AotCache(spec.app(), spec.jar()).adopt();
      console.line("  %-18s %s".formatted(spec.name(), made ? "cached" : "left no cache"));
    }
    return 0;
  }

  private UpOptions options() {
    return new UpOptions(
        data,
        checkout,
        cache,
        InetAddress.getLoopbackAddress(),
        port,
        Memory.USUAL,
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Aot.RECORD,
        false);
  }
}
