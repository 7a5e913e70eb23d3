package io.cairn.aws.recorded;

/** An answer that is sent as it is, whatever the protocol would make of it. */
final class RawAnswer extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Protocol.Rendered rendered;

  RawAnswer(Protocol.Rendered rendered) {
    super("raw", null, false, false);
    this.rendered = rendered;
  }

  Protocol.Rendered rendered() {
    return rendered;
  }
}
