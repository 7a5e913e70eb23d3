package io.cairn.standalone.service;

import java.nio.file.Path;
import java.util.List;

/**
 * One service as the launcher sees it: what to run, under which name, with how much heap.
 *
 * @param name artifact and group name, for instance {@code config-service}
 * @param schema its schema and role in the database, for instance {@code config}
 * @param app folder that holds the runnable jar
 * @param jar the jar's name in that folder
 * @param heapMegabytes largest heap
 */
public record ServiceSpec(String name, String schema, Path app, String jar, int heapMegabytes) {
  /** The name of the one service that people reach. */
  public static final String GATEWAY = "gateway";

  /** The four services of a checkout, built in place. */
  public static List<ServiceSpec> ofCheckout(Path checkout, Memory memory) {
    return List.of(
        built(checkout, "config-service", "config", memory.heap(Memory.Share.CONFIG)),
        built(checkout, "trail-service", "trail", memory.heap(Memory.Share.TRAIL)),
        built(checkout, "findings-service", "findings", memory.heap(Memory.Share.FINDINGS)),
        built(checkout, GATEWAY, "gateway", memory.heap(Memory.Share.GATEWAY)));
  }

  private static ServiceSpec built(Path checkout, String name, String schema, int heap) {
    return new ServiceSpec(
        name,
        schema,
        checkout.resolve(name).resolve("target/quarkus-app"),
        "quarkus-run.jar",
        heap);
  }
}
