package io.cairn.eventstore.query;

import io.cairn.eventstore.Attribute;
import io.cairn.eventstore.Predicate;
import io.cairn.eventstore.codec.EventKey;
import io.cairn.eventstore.codec.StoreKey;
import io.cairn.eventstore.column.AttributeNumber;
import io.cairn.eventstore.column.TermText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A predicate made ready to be evaluated: values in their stored form, terms numbered. */
sealed interface Condition {

  /** True for every event. */
  record Always() implements Condition {}

  /** All hold. */
  record All(List<Condition> all) implements Condition {}

  /** One holds. */
  record Any(List<Condition> any) implements Condition {}

  /** The other does not hold. */
  record Opposite(Condition negated) implements Condition {}

  /**
   * An attribute has a value.
   *
   * @param number place in {@link Prepared#terms}
   * @param attribute the attribute
   * @param value the stored form of the value
   * @param key of the event id, for that attribute only
   * @param hash where buckets have it
   */
  record Term(int number, Attribute attribute, byte[] value, @Nullable EventKey key, long hash)
      implements Condition {}

  /** Only the event's bytes tell. */
  record Unknown() implements Condition {}

  /**
   * A prepared predicate.
   *
   * @param root the whole
   * @param terms its terms by number
   * @param needsBytes whether only the bytes tell in places
   */
  record Prepared(Condition root, List<Term> terms, boolean needsBytes) {
    /** Most conditions of one predicate. */
    static final int MAX_CONDITIONS = 1_000;

    /** Deepest nesting. */
    static final int MAX_DEPTH = 64;

    static Prepared of(Predicate predicate, StoreKey key) {
      var preparing = new Preparing(key);
      Condition root = preparing.prepare(predicate, 0);
      return new Prepared(root, List.copyOf(preparing.terms), predicate.needsScan());
    }
  }

  /** Walks a predicate and checks its bounds. */
  final class Preparing {
    private final StoreKey key;
    private final List<Term> terms = new ArrayList<>();
    private int conditions;

    private Preparing(StoreKey key) {
      this.key = key;
    }

    private Condition prepare(Predicate predicate, int depth) {
      if (++conditions > Prepared.MAX_CONDITIONS || depth > Prepared.MAX_DEPTH) {
        throw new IllegalArgumentException(
            "a predicate has at most "
                + Prepared.MAX_CONDITIONS
                + " conditions, at most "
                + Prepared.MAX_DEPTH
                + " deep");
      }
      return switch (predicate) {
        case Predicate.Everything _ -> new Always();
        case Predicate.AtPath _ -> new Unknown();
        case Predicate.Not not -> new Opposite(prepare(not.negated(), depth + 1));
        case Predicate.And and -> new All(prepare(and.all(), depth));
        case Predicate.Or or -> new Any(prepare(or.any(), depth));
        case Predicate.Equal equal -> term(equal.attribute(), equal.value());
      };
    }

    private List<Condition> prepare(List<Predicate> parts, int depth) {
      return parts.stream().map(p -> prepare(p, depth + 1)).toList();
    }

    private Term term(Attribute attribute, String value) {
      EventKey eventKey = attribute == Attribute.EVENT_ID ? EventKey.of(value) : null;
      byte[] stored = TermText.of(value);
      if (eventKey != null) {
        stored = new byte[EventKey.BYTES];
        eventKey.putTo(stored, 0);
      }
      long hash = key.hash(AttributeNumber.of(attribute), stored);
      var term = new Term(terms.size(), attribute, stored, eventKey, hash);
      terms.add(term);
      return term;
    }
  }
}
