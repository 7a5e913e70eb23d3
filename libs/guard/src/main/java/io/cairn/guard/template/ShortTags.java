package io.cairn.guard.template;

import java.util.Optional;
import java.util.Set;

/** CloudFormation's short tags and the functions that they stand for; other tags mean nothing. */
final class ShortTags {

  private static final Set<String> BARE = Set.of("Ref", "Condition");
  private static final Set<String> FUNCTIONS =
      Set.of(
          "Base64",
          "Cidr",
          "And",
          "Equals",
          "If",
          "Not",
          "Or",
          "FindInMap",
          "ForEach",
          "GetAtt",
          "GetAZs",
          "ImportValue",
          "Join",
          "Length",
          "Select",
          "Split",
          "Sub",
          "ToJsonString",
          "Transform",
          "Contains",
          "EachMemberEquals",
          "EachMemberIn",
          "RefAll",
          "ValueOf",
          "ValueOfAll");

  private ShortTags() {}

  /** The function of a tag such as {@code !GetAtt}, if it is one of CloudFormation's. */
  static Optional<String> function(Optional<String> tag) {
    return tag.filter(t -> t.startsWith("!"))
        .map(t -> t.substring(1))
        .flatMap(
            name ->
                BARE.contains(name)
                    ? Optional.of(name)
                    : FUNCTIONS.contains(name) ? Optional.of("Fn::" + name) : Optional.empty());
  }
}
