package io.cairn.trail;

import io.cairn.testkit.nativeimage.NativeReadiness;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class NativeReadinessTest {
  @Test
  void shouldListNothingNewThatANativeImageWouldBreak() {
    NativeReadiness.check("io.cairn.trail", "io.cairn.eventstore");
  }
}
