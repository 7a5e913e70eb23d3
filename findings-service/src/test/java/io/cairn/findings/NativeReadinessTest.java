package io.cairn.findings;

import io.cairn.testkit.nativeimage.NativeReadiness;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class NativeReadinessTest {
  @Test
  void shouldBreakNothingInANativeImageThatIsNotAcceptedWithAReason() {
    NativeReadiness.check("io.cairn.findings", "io.cairn.sigma", "io.cairn.detections");
  }
}
