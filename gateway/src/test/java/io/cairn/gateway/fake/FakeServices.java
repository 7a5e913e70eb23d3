package io.cairn.gateway.fake;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.NullMarked;

/**
 * Three real HTTP servers in the services' place, for every {@code @QuarkusTest} of this module.
 */
@NullMarked
public final class FakeServices implements QuarkusTestResourceLifecycleManager {

  @Override
  public Map<String, String> start() {
    try {
      Path folder = Files.createTempDirectory("cairn-gateway-test");
      Map<String, String> settings = new HashMap<>();
      settings.put(
          "cairn.gateway.config-url", FakeService.start("config-service", false).address());
      settings.put("cairn.gateway.trail-url", FakeService.start("trail-service", false).address());
      // Gives its document once, then is gone.
      settings.put(
          "cairn.gateway.findings-url", FakeService.start("findings-service", true).address());
      settings.put("cairn.gateway.credentials-file", folder.resolve("credentials").toString());
      settings.put("cairn.gateway.answer-timeout", "PT2S");
      settings.put("cairn.gateway.max-body-size", "1M");
      settings.put("cairn.gateway.audit.orphan-after", "PT3S");
      return settings;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    // The servers' threads are daemons: they end with the test JVM.
  }
}
