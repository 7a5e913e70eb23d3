package io.cairn.bench.guard;

import java.util.Arrays;

/** Compiling 400 files: the first time in this process, and when the compiler is warm. */
final class CompileBench {

  private final RuleMix mix;

  CompileBench(RuleMix mix) {
    this.mix = mix;
  }

  void run() {
    var cold = Meter.measure(mix::compile);
    var warm = new long[40];
    for (int i = 0; i < warm.length; i++) {
      warm[i] = Meter.measure(mix::compile).cpu();
    }
    var last = Arrays.copyOfRange(warm, warm.length / 2, warm.length);
    Arrays.sort(last);
    System.out.printf(
        "compile %d files of %d characters: first %.0f ms CPU (%.0f wall), warm %.1f ms CPU%n",
        mix.files().size(),
        mix.characters(),
        cold.cpu() / 1e6,
        cold.wall() / 1e6,
        last[last.length / 2] / 1e6);
  }
}
