package io.cairn.guard;

/**
 * How a text is compiled. With exact keys a query finds only the spelling it was written with;
 * otherwise an absent key is also looked for in the language's other spellings (camelCase and so
 * on).
 *
 * @param dialect the edition of the language
 * @param exactKeys whether the fallback to other spellings of a key is off, as managed rules want
 */
public record GuardOptions(GuardDialect dialect, boolean exactKeys) {

  /** The whole language with the fallback to other spellings: what custom policies expect. */
  public static final GuardOptions STANDARD = new GuardOptions(GuardDialect.V3, false);

  /** The whole language over exact keys: what managed rules are written in. */
  public static final GuardOptions EXACT = new GuardOptions(GuardDialect.V3, true);
}
