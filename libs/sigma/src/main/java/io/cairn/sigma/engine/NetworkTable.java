package io.cairn.sigma.engine;

import io.cairn.sigma.expression.Address;
import io.cairn.sigma.expression.Network;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Networks of one family as stretches of the address space, each with the networks that cover it:
 * networks nest or are apart, so there are at most twice as many stretches as networks.
 */
final class NetworkTable {
  private static final Target[] NOBODY = {};

  private final long[] highs;
  private final long[] lows;
  private final Target[][] covering;

  private record Boundary(long high, long low, Target[] covering) {}

  NetworkTable(Map<Network, Target> networks) {
    List<Network> sorted =
        networks.keySet().stream()
            .sorted(
                Comparator.comparing(Network::base, NetworkTable::compare)
                    .thenComparingInt(Network::prefixLength))
            .toList();
    var boundaries = new ArrayList<Boundary>();
    var open = new ArrayDeque<Network>();
    for (Network network : sorted) {
      close(open, network.base(), boundaries, networks);
      open.addLast(network);
      boundaries.add(boundary(network.base(), open, networks));
    }
    close(open, null, boundaries, networks);
    highs = boundaries.stream().mapToLong(Boundary::high).toArray();
    lows = boundaries.stream().mapToLong(Boundary::low).toArray();
    covering = boundaries.stream().map(Boundary::covering).toArray(Target[][]::new);
  }

  /** Ends the networks that lie wholly before an address. */
  private static void close(
      ArrayDeque<Network> open,
      @Nullable Address before,
      List<Boundary> boundaries,
      Map<Network, Target> networks) {
    while (!open.isEmpty() && (before == null || !open.getLast().contains(before))) {
      Address behind = open.removeLast().behind();
      if (behind != null) {
        boundaries.add(boundary(behind, open, networks));
      }
    }
  }

  private static Boundary boundary(
      Address from, ArrayDeque<Network> open, Map<Network, Target> networks) {
    Target[] covering = open.stream().map(networks::get).toArray(Target[]::new);
    return new Boundary(from.high(), from.low(), covering);
  }

  private static int compare(Address one, Address other) {
    int high = Long.compareUnsigned(one.high(), other.high());
    return high != 0 ? high : Long.compareUnsigned(one.low(), other.low());
  }

  /** The targets of the networks that an address of this family lies in. */
  Target[] find(long high, long low) {
    int from = 0;
    int to = highs.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      int compared = Long.compareUnsigned(highs[middle], high);
      if (compared == 0) {
        compared = Long.compareUnsigned(lows[middle], low);
      }
      if (compared <= 0) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from == 0 ? NOBODY : covering[from - 1];
  }
}
