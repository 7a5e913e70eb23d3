package io.cairn.eventstore;

import java.util.List;

/** A boolean combination of conditions on events. */
public sealed interface Predicate {

  /** True for every event. */
  record Everything() implements Predicate {}

  /** All of them hold; true when there are none. */
  record And(List<Predicate> all) implements Predicate {
    /** Copies the list. */
    public And {
      all = List.copyOf(all);
    }
  }

  /** One of them holds; false when there are none. */
  record Or(List<Predicate> any) implements Predicate {
    /** Copies the list. */
    public Or {
      any = List.copyOf(any);
    }
  }

  /** The other does not hold. */
  record Not(Predicate negated) implements Predicate {}

  /** An attribute has exactly this value; false where the event lacks the attribute. */
  record Equal(Attribute attribute, String value) implements Predicate {}

  /** A place in the record has this value or holds this text; no index helps, so it is a scan. */
  record AtPath(JsonPath path, Operator operator, String value) implements Predicate {}

  /** How {@link AtPath} compares. */
  enum Operator {
    EQUAL,
    CONTAINS
  }

  /** Whether the store must read events' bytes to decide. */
  default boolean needsScan() {
    return switch (this) {
      case Everything _, Equal _ -> false;
      case AtPath _ -> true;
      case Not not -> not.negated().needsScan();
      case And and -> and.all().stream().anyMatch(Predicate::needsScan);
      case Or or -> or.any().stream().anyMatch(Predicate::needsScan);
    };
  }

  /** Whether it holds only for events that name a certain resource or type of resource. */
  default boolean needsResource() {
    return switch (this) {
      case Equal equal -> equal.attribute().isList();
      case And and -> and.all().stream().anyMatch(Predicate::needsResource);
      case Or or -> !or.any().isEmpty() && or.any().stream().allMatch(Predicate::needsResource);
      case Everything _, Not _, AtPath _ -> false;
    };
  }
}
