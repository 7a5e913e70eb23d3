package io.cairn.trail;

import io.cairn.testkit.architecture.ServiceArchitecture;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class ArchitectureTest {
  @Test
  void shouldKeepTheRulesOfTheTree() {
    ServiceArchitecture.check("trail");
  }
}
