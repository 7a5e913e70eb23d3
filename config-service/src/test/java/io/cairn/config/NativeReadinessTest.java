package io.cairn.config;

import io.cairn.testkit.nativeimage.NativeReadiness;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class NativeReadinessTest {
  @Test
  void shouldListWhatANativeImageWouldBreak() {
    NativeReadiness.check("io.cairn.config", "io.cairn.guard", "io.cairn.rules");
  }
}
