package io.cairn.findings;

import io.cairn.testkit.architecture.ServiceArchitecture;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class ArchitectureTest {
  @Test
  void shouldKeepTheSuitesRules() {
    ServiceArchitecture.check("findings");
  }
}
