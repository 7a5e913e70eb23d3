package io.cairn.config;

import io.cairn.testkit.architecture.ServiceArchitecture;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class ArchitectureTest {
  @Test
  void shouldKeepTheRulesOfEveryService() {
    ServiceArchitecture.check("config");
  }
}
