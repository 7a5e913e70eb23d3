package io.cairn.regex;

import io.cairn.regex.Program.Context;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Automaton states made when first met. Threads read transitions without a lock: a state is safe to
 * publish by a race because all it holds is final, and a missed transition is only computed again.
 * When the cache is full it is emptied; a search that keeps filling it goes on without it.
 */
final class LazyDfa {
  /**
   * What an automaton may hold and do.
   *
   * @param cachedIntegers held by all cached states together: their sets and their transitions
   * @param newStates one search may make before it goes on without the cache
   */
  record Limits(int cachedIntegers, int newStates) {
    static final Limits DEFAULT = new Limits(250_000, 4_000);
  }

  private final Limits limits;
  private final Program program;
  private final boolean anchored;
  private final boolean contextual;
  private final int[] classOf;
  private final int classes;
  private final Stepper stepper;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Key, State> cache = new HashMap<>();
  private final State accepted;
  private final State start;
  private int cached;

  LazyDfa(Program program, boolean anchored, Limits limits) {
    this.program = program;
    this.anchored = anchored;
    this.limits = limits;
    this.contextual = program.hasAssertions();
    this.classOf = program.byteClasses();
    this.classes = classOf[255] + 1;
    this.stepper = new Stepper(program, anchored);
    this.accepted = new State(new int[0], Context.OTHER, 0);
    this.start = new State(stepper.initial(), Context.EDGE, classes);
  }

  boolean find(byte[] text, int from, int to) {
    State state = start;
    int made = 0;
    for (int i = from; i <= to; i++) {
      int value = i == to ? -1 : text[i] & 0xFF;
      State next = state.next[value < 0 ? classes : classOf[value]];
      if (next == null) {
        if (++made > limits.newStates()) {
          return simulate(state, text, i, to);
        }
        next = make(state, value);
      }
      if (next == accepted) {
        return true;
      }
      if (next.set.length == 0) {
        return false;
      }
      state = next;
    }
    return false;
  }

  /** The same search with nothing kept: for patterns whose states are too many to be worth it. */
  private boolean simulate(State from, byte[] text, int at, int to) {
    var own = new Stepper(program, anchored);
    int[] set = from.set;
    Context before = from.before;
    for (int i = at; i <= to && set.length > 0; i++) {
      int value = i == to ? -1 : text[i] & 0xFF;
      int[] next = own.step(set, before, value);
      if (next == null) {
        return true;
      }
      set = next;
      before = value < 0 ? Context.EDGE : Context.of(value);
    }
    return false;
  }

  private State make(State state, int value) {
    lock.lock();
    try {
      int[] set = stepper.step(state.set, state.before, value);
      State next = set == null ? accepted : intern(set, value);
      state.next[value < 0 ? classes : classOf[value]] = next;
      return next;
    } finally {
      lock.unlock();
    }
  }

  private State intern(int[] set, int value) {
    Context before = contextual && value >= 0 ? Context.of(value) : Context.OTHER;
    var key = new Key(before, set);
    State known = cache.get(key);
    if (known != null) {
      return known;
    }
    if (cached > limits.cachedIntegers()) {
      cache.clear();
      Arrays.fill(start.next, null);
      cached = 0;
    }
    var made = new State(set, before, classes);
    cache.put(key, made);
    cached += 2 * set.length + classes + 1;
    return made;
  }

  private static final class Key {
    private final Context before;
    private final int[] set;

    Key(Context before, int[] set) {
      this.before = before;
      this.set = set;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key && before == key.before && Arrays.equals(set, key.set);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(set);
    }
  }

  private static final class State {
    final int[] set;
    final Context before;
    final @Nullable State[] next;

    State(int[] set, Context before, int classes) {
      this.set = set;
      this.before = before;
      this.next = new State[classes + 1];
    }
  }
}
