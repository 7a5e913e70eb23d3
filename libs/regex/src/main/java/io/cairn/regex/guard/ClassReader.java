package io.cairn.regex.guard;

/** Reads a bracket class whose opening bracket is behind the place. */
final class ClassReader {

  private static final int MAX_DEPTH = 50;

  private final Reader in;
  private final Escapes escapes;
  private int depth;

  ClassReader(Reader in, Escapes escapes) {
    this.in = in;
    this.escapes = escapes;
  }

  CharSet read() {
    if (++depth > MAX_DEPTH) {
      throw in.error("more than " + MAX_DEPTH + " classes in one another");
    }
    boolean negated = in.skip("^");
    var all = CharSet.ALL;
    boolean intersects = false;
    var set = CharSet.NONE;
    boolean first = true;
    while (first || !in.is(']')) {
      if (in.skip("&&")) {
        all = all.and(set);
        intersects = true;
        set = CharSet.NONE;
      } else if (in.in.startsWith("--", in.at) || in.in.startsWith("~~", in.at)) {
        throw in.error("the set operators -- and ~~ are not supported");
      } else {
        set = set.or(member());
      }
      first = false;
    }
    in.at++;
    depth--;
    var whole = intersects ? all.and(set) : set;
    return negated ? whole.negate() : whole;
  }

  private CharSet member() {
    if (in.skip("[:")) {
      return posix();
    }
    if (in.skip("[")) {
      return read();
    }
    int low = element();
    if (low < 0) {
      return escapes.set();
    }
    boolean range = in.is('-') && !in.in.startsWith("-]", in.at) && !in.in.startsWith("--", in.at);
    if (!range) {
      return in.cased(CharSet.of(low));
    }
    in.at++;
    int high = element();
    if (high < low) {
      throw in.error("a range that runs backwards or ends in a class");
    }
    return in.cased(CharSet.range(low, high));
  }

  /** A character, or -1 with the place at the escape of a set. */
  private int element() {
    int c = in.next();
    return c == '\\' ? escapes.single() : c;
  }

  private CharSet posix() {
    int end = in.in.indexOf(":]", in.at);
    if (end < 0) {
      throw in.error("a class [: that is not closed");
    }
    var name = in.in.substring(in.at, end);
    boolean negated = name.startsWith("^");
    var set = UnicodeClasses.posix(negated ? name.substring(1) : name);
    if (set == null) {
      throw in.error("no class is named " + name);
    }
    in.at = end + 2;
    return in.cased(negated ? set.negate() : set);
  }
}
