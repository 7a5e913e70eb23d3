package io.cairn.sigma.engine;

import org.jspecify.annotations.Nullable;

/**
 * Reads events as CloudTrail writes them, without white space between tokens, by guessing each key
 * from the one before. Checks all it reads; whatever it was not made for it gives up on, and {@link
 * EventScanner} reads the event again, to its end or to an error. Belongs to one thread.
 */
final class CompactScanner {
  private static final int GIVEN_UP = -1;
  private static final int MAX_KNOWN_KEYS = 8_192;

  private final PathNode root;
  private final Leaves leaves;
  private final JsonBytes json = new JsonBytes();
  private final KnownObject top = new KnownObject();
  private final KnownObject topOfKeywords = new KnownObject();
  private final long[] seenIn;
  private byte[] in = new byte[4_096];
  private long objects;
  private int knownKeys;
  private int keywordSlot = PathNode.NO_SLOT;
  private int length;
  private boolean plain;

  CompactScanner(Fields fields, Leaves leaves) {
    this.root = fields.root();
    this.leaves = leaves;
    this.seenIn = new long[fields.nodes()];
  }

  /** The event's bytes, at index 0, with room behind them for words to be read. */
  byte[] bytes() {
    return in;
  }

  /** Whether the event read last has no escapes and nothing beyond ASCII. */
  boolean isPlain() {
    return plain;
  }

  /** Copies the event and captures its fields; false where it must be read another way. */
  boolean scan(byte[] event, int offset, int size) {
    length = size;
    plain = true;
    if (in.length - KnownKey.PADDING < length || in.length > Leaves.RETAINED_BYTES) {
      in = new byte[Math.max(4_096, length + KnownKey.PADDING)];
    }
    System.arraycopy(event, offset, in, 0, length);
    for (int i = 0; i < KnownKey.PADDING; i += Long.BYTES) {
      ByteWords.put(in, length + i, 0);
    }
    leaves.clear(in);
    json.open(in, 0, length);
    return in[0] == '{' && object(0, root, top, 1) == length;
  }

  /**
   * Captures every string, number and boolean besides; false where that must be done another way.
   */
  boolean scanKeywords(int slot) {
    keywordSlot = slot;
    json.open(in, 0, length);
    try {
      return in[0] == '{' && object(0, null, topOfKeywords, 1) == length;
    } finally {
      keywordSlot = PathNode.NO_SLOT;
    }
  }

  private int value(int at, @Nullable PathNode node, KnownObject inside, int depth) {
    return switch (in[at]) {
      case '"' -> string(at, node);
      case '{' -> object(at, node, inside, depth);
      case '[' -> array(at, node, inside, depth);
      case 't' -> word(at, 't' | 'r' << 8 | 'u' << 16 | 'e' << 24, 4, Leaves.BOOLEAN, node);
      case 'f' ->
          in[at + 4] == 'e'
              ? word(at, 'f' | 'a' << 8 | 'l' << 16 | 's' << 24, 5, Leaves.BOOLEAN, node)
              : GIVEN_UP;
      case 'n' -> word(at, 'n' | 'u' << 8 | 'l' << 16 | 'l' << 24, 4, Leaves.NULL, node);
      default -> number(at, node);
    };
  }

  private int object(int at, @Nullable PathNode node, KnownObject known, int depth) {
    if (depth > EventScanner.MAX_DEPTH) {
      return GIVEN_UP;
    }
    int oddities = json.oddities();
    long serial = ++objects;
    int end = at + 1;
    if (in[end] == '}') {
      end++;
    } else {
      @Nullable KnownKey before = null;
      do {
        KnownKey key = key(end, node, known, before);
        if (key == null) {
          return GIVEN_UP;
        }
        before = key;
        PathNode child = key.node;
        if (child != null && !reach(child, serial)) {
          return GIVEN_UP;
        }
        end = value(end + key.size, child, key.inside, depth + 1);
        if (end < 0) {
          return GIVEN_UP;
        }
      } while (in[end++] == ',');
      if (in[end - 1] != '}') {
        return GIVEN_UP;
      }
    }
    if (node != null && node.slot() != PathNode.NO_SLOT) {
      text(node.slot(), at, end, json.oddities() == oddities);
    }
    return end;
  }

  /** False for a key that stands twice, or whose literal dots rules could mean. */
  private boolean reach(PathNode child, long serial) {
    if (child == PathNode.DOTTED || seenIn[child.number()] == serial) {
      return false;
    }
    seenIn[child.number()] = serial;
    if (child.slot() != PathNode.NO_SLOT) {
      leaves.reach(child.slot());
    }
    return true;
  }

  private @Nullable KnownKey key(
      int at, @Nullable PathNode node, KnownObject known, @Nullable KnownKey before) {
    KnownKey guess = before == null ? known.first : before.next;
    if (guess != null && guess.isAt(in, at)) {
      return guess;
    }
    KnownKey other = before == null ? known.firstButOne : before.nextButOne;
    if (other == null || !other.isAt(in, at)) {
      other = lookUp(at, node, known);
    }
    if (other != null && other.size <= KnownKey.MAX_SIZE) {
      if (before == null) {
        known.startsWith(other);
      } else {
        before.followedBy(other);
      }
    }
    return other;
  }

  private @Nullable KnownKey lookUp(int at, @Nullable PathNode node, KnownObject known) {
    if (in[at] != '"') {
      return null;
    }
    int close = closingQuote(at + 1);
    int size = close + 2 - at;
    if (in[close] != '"' || in[close + 1] != ':') {
      return null;
    }
    KnownKey key = size > KnownKey.MAX_SIZE ? null : known.find(in, at, size);
    return key != null ? key : learn(at, size, node, known);
  }

  private KnownKey learn(int at, int size, @Nullable PathNode node, KnownObject known) {
    PathNode child = node == null ? null : node.child(in, at + 1, at + size - 2);
    var key = new KnownKey(in, at, size, child);
    if (size <= KnownKey.MAX_SIZE) {
      if (++knownKeys > MAX_KNOWN_KEYS) {
        top.clear();
        topOfKeywords.clear();
        knownKeys = 0;
      }
      known.add(key);
    }
    return key;
  }

  private int array(int at, @Nullable PathNode node, KnownObject inside, int depth) {
    if (depth > EventScanner.MAX_DEPTH) {
      return GIVEN_UP;
    }
    int end = at + 1;
    if (in[end] == ']') {
      return end + 1;
    }
    do {
      end = value(end, node, inside, depth + 1);
      if (end < 0) {
        return GIVEN_UP;
      }
    } while (in[end++] == ',');
    return in[end - 1] == ']' ? end : GIVEN_UP;
  }

  /** The first quote, backslash, control character or byte beyond ASCII; the padding has some. */
  private int closingQuote(int from) {
    int at = from;
    long special = ByteWords.special(ByteWords.longAt(in, at));
    while (special == 0) {
      at += Long.BYTES;
      special = ByteWords.special(ByteWords.longAt(in, at));
    }
    return at + (Long.numberOfTrailingZeros(special) >>> 3);
  }

  private int string(int at, @Nullable PathNode node) {
    int close = closingQuote(at + 1);
    if (in[close] != '"') {
      return oddString(at, node);
    }
    if (node != null && node.slot() != PathNode.NO_SLOT) {
      leaves.add(node.slot(), Leaves.STRING | Leaves.ASCII, at + 1, close - at - 1);
    }
    if (keywordSlot != PathNode.NO_SLOT) {
      leaves.add(keywordSlot, Leaves.STRING | Leaves.ASCII, at + 1, close - at - 1);
    }
    return close + 1;
  }

  private int oddString(int at, @Nullable PathNode node) {
    plain = false;
    json.at(at);
    int close = json.string();
    int slot = node == null ? PathNode.NO_SLOT : node.slot();
    if (slot != PathNode.NO_SLOT || keywordSlot != PathNode.NO_SLOT) {
      int start = at + 1;
      int size = close - start;
      int kind = Leaves.STRING;
      if (json.escaped()) {
        leaves.reserve(size);
        start = leaves.used();
        size = JsonStrings.unescape(in, at + 1, close, leaves.scratch(), start) - start;
        leaves.use(start + size);
        kind |= Leaves.SCRATCHED;
      }
      add(slot, kind, start, size);
    }
    return close + 1;
  }

  private void add(int slot, int kind, int start, int size) {
    if (slot != PathNode.NO_SLOT) {
      leaves.add(slot, kind, start, size);
    }
    if (keywordSlot != PathNode.NO_SLOT && (kind & Leaves.TYPE) != Leaves.NULL) {
      leaves.add(keywordSlot, kind, start, size);
    }
  }

  private int number(int at, @Nullable PathNode node) {
    if (in[at] != '-' && (in[at] < '0' || in[at] > '9')) {
      return GIVEN_UP;
    }
    json.at(at);
    json.number();
    int end = json.at();
    add(node == null ? PathNode.NO_SLOT : node.slot(), Leaves.NUMBER | Leaves.ASCII, at, end - at);
    return end;
  }

  private int word(int at, int letters, int size, int type, @Nullable PathNode node) {
    if (ByteWords.intAt(in, at) != letters) {
      return GIVEN_UP;
    }
    add(node == null ? PathNode.NO_SLOT : node.slot(), type | Leaves.ASCII, at, size);
    return at + size;
  }

  /** An object as a value is its compact text. */
  private void text(int slot, int start, int end, boolean compact) {
    EventScanner.addObject(leaves, slot, in, start, end, compact);
  }
}
