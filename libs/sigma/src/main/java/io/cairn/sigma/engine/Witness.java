package io.cairn.sigma.engine;

import io.cairn.sigma.expression.FieldPath;
import io.cairn.sigma.expression.Network;
import io.cairn.sigma.expression.Predicate;
import io.cairn.sigma.expression.SigmaText;
import org.jspecify.annotations.Nullable;

/** Something cheap to see that must be so for a rule to hold. */
sealed interface Witness {
  /** The field, or null for keywords. */
  @Nullable FieldPath field();

  /** The test that is true wherever this is seen, or null where seeing it says less. */
  @Nullable Predicate proof();

  /** The field is there. */
  record Present(@Nullable FieldPath field) implements Witness {
    @Override
    public @Nullable Predicate proof() {
      return null;
    }
  }

  /** One of the field's values, folded, is this text. */
  record Equal(FieldPath field, SigmaText literal, @Nullable Predicate proof) implements Witness {}

  /** One of the field's values, folded, has this text in it. */
  record Part(@Nullable FieldPath field, String literal, Anchor anchor, @Nullable Predicate proof)
      implements Witness {}

  /** One of the field's values is an address of this network. */
  record Inside(FieldPath field, Network network, Predicate proof) implements Witness {}

  /** Where in a value a text must stand. */
  enum Anchor {
    START,
    END,
    ANYWHERE
  }
}
