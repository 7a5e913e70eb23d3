package io.cairn.gateway;

import io.cairn.testkit.nativeimage.NativeReadiness;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class NativeReadinessTest {
  @Test
  void shouldNeedNothingThatNativeImageBreaks() {
    NativeReadiness.check("io.cairn.gateway", "io.cairn.policy", "io.cairn.web");
  }
}
