package io.cairn.config.resource;

/** Names of reverse edges, in AWS Config's words: what is contained in is contained by. */
final class ReverseName {
  private static final String CONTAINED = "Is contained in";
  private static final String CONTAINS = "Contains";

  /** The one name whose other end AWS words differently: IAM groups contain users. */
  private static final String IN_GROUP = "Is attached to Group";

  private ReverseName() {}

  /**
   * The name of an edge seen from its other end.
   *
   * @param forward the edge's own name, {@code Is contained in Vpc}
   * @param fromType type of the resource that carries it
   */
  static String of(String forward, String fromType) {
    String shortType = fromType.substring(fromType.lastIndexOf(':') + 1);
    return verb(forward.strip()) + " " + shortType;
  }

  private static String verb(String forward) {
    if (forward.equals(IN_GROUP)) {
      return CONTAINS;
    }
    if (forward.startsWith(CONTAINED)) {
      return CONTAINS;
    }
    if (forward.startsWith(CONTAINS)) {
      return CONTAINED;
    }
    return forward.startsWith("Is attached to") ? "Is attached to" : "Is associated with";
  }
}
