package io.cairn.policy;

/**
 * What a set of policies says of a request, as bits. Resource policies grant in classes: how the
 * statement named the principal decides what else must hold.
 */
final class Grants {
  /** A Deny matches. */
  static final int DENY = 1;

  /** An Allow of a policy that speaks of whom it is attached to. */
  static final int ALLOW = 2;

  /** An Allow that names everyone, the user, or the very session. */
  static final int DIRECT = 4;

  /** An Allow that names the session's role: boundary and session policy still count. */
  static final int LIMITED = 8;

  /** An Allow that names the account: it leaves the choice to that account's own policies. */
  static final int ACCOUNT = 16;

  /** An Allow that names the service or provider. */
  static final int SERVICE = 32;

  /** Any Allow. */
  static final int ANY = ALLOW | DIRECT | LIMITED | ACCOUNT | SERVICE;

  private Grants() {}

  static boolean has(int grants, int bits) {
    return (grants & bits) != 0;
  }
}
