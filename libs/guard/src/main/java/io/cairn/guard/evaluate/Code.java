package io.cairn.guard.evaluate;

import java.util.Map;

/**
 * A compiled file: immutable, shared between threads.
 *
 * @param name what errors call the text
 * @param rules the rules that are judged, in order
 * @param references the rules of each name that is referred to, by the name's number
 * @param callable the parameterised rules by name
 * @param sharedQueries how many queries the set that this belongs to shares so far
 */
record Code(
    String name,
    LetCode[] lets,
    RuleCode[] rules,
    RuleCode[][] references,
    Map<String, CallableCode> callable,
    int sharedQueries) {

  static final Code EMPTY =
      new Code("", new LetCode[0], new RuleCode[0], new RuleCode[0][], Map.of(), 0);

  /** A parameterised rule. */
  record CallableCode(String[] parameters, BlockCode[] block) {}
}
