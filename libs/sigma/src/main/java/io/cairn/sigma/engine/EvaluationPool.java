package io.cairn.sigma.engine;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Evaluations between events: one at hand without a lock, and a few for more threads. */
final class EvaluationPool {
  private static final int KEPT = 16;

  private final Compiled compiled;
  private final AtomicReference<@Nullable Evaluation> spare = new AtomicReference<>();
  private final BlockingQueue<Evaluation> others = new ArrayBlockingQueue<>(KEPT);

  EvaluationPool(Compiled compiled) {
    this.compiled = compiled;
  }

  Evaluation take() {
    Evaluation taken = spare.getAndSet(null);
    if (taken == null) {
      taken = others.poll();
    }
    return taken == null ? new Evaluation(compiled) : taken;
  }

  void giveBack(Evaluation evaluation) {
    if (!spare.compareAndSet(null, evaluation)) {
      boolean kept = others.offer(evaluation);
      assert kept || others.remainingCapacity() == 0;
    }
  }
}
