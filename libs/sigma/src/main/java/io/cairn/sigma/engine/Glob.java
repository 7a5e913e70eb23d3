package io.cairn.sigma.engine;

import io.cairn.regex.Regex;
import io.cairn.regex.Utf8;
import io.cairn.sigma.expression.SigmaText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A Sigma string compiled for bytes: a whole literal, literals between stars, or an automaton where
 * ? stands.
 */
sealed interface Glob {
  boolean matches(byte[] in, int from, int to);

  static Glob compile(SigmaText text) {
    if (text.hasSingles()) {
      return new Automaton(Regex.compile(pattern(text), Set.of()));
    }
    var pieces = new ArrayList<Needle>();
    int start = 0;
    for (int i = 0; i <= text.size(); i++) {
      if (i == text.size() || text.at(i) == SigmaText.ANY) {
        pieces.add(new Needle(Utf8.encode(text.text(start, i))));
        start = i + 1;
      }
    }
    return pieces.size() == 1
        ? new Whole(pieces.getFirst())
        : new Pieces(
            pieces.getFirst(), List.copyOf(pieces.subList(1, pieces.size() - 1)), pieces.getLast());
  }

  /** Stars side by side would make the automaton no larger than one, but cost steps. */
  private static String pattern(SigmaText text) {
    var pattern = new StringBuilder("(?s)\\A");
    for (int i = 0; i < text.size(); i++) {
      switch (text.at(i)) {
        case SigmaText.ONE -> pattern.append('.');
        case SigmaText.ANY -> pattern.append(i > 0 && text.at(i - 1) == SigmaText.ANY ? "" : ".*");
        default -> pattern.append("\\x{").append(Integer.toHexString(text.at(i))).append('}');
      }
    }
    return pattern.append("\\z").toString();
  }

  record Whole(Needle literal) implements Glob {
    @Override
    public boolean matches(byte[] in, int from, int to) {
      return literal.isWhole(in, from, to);
    }
  }

  /** Taking each middle literal where it first occurs leaves the most room for those behind it. */
  record Pieces(Needle first, List<Needle> middle, Needle last) implements Glob {
    @Override
    public boolean matches(byte[] in, int from, int to) {
      int limit = to - last.length();
      if (limit - from < first.length() || !first.isAt(in, from, to) || !last.isAt(in, limit, to)) {
        return false;
      }
      int at = from + first.length();
      for (int i = 0; i < middle.size() && at >= 0; i++) {
        at = middle.get(i).find(in, at, limit);
      }
      return at >= 0;
    }
  }

  record Automaton(Regex regex) implements Glob {
    @Override
    public boolean matches(byte[] in, int from, int to) {
      return regex.find(in, from, to);
    }
  }
}
