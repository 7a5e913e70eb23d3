package io.cairn.eventstore;

/** Carries a {@link Refusal} out of the depth of a scan; never leaves the package. */
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // never serialised: it does not leave the scanner
  private final Refusal refusal;

  RefusedException(RefusalCode code, int offset, String detail) {
    super(detail, null, false, false);
    this.refusal = new Refusal(code, offset, detail);
  }

  Refusal refusal() {
    return refusal;
  }
}
