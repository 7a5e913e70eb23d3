package io.cairn.trail.ledger;

/**
 * A record that was not stored, with its bytes.
 *
 * @param index its place in the body, file or batch, from 0
 * @param code why, for a program
 * @param detail why, for a person
 * @param bytes the record, or its beginning where it is too long
 * @param length bytes of the whole record
 */
public record RefusedBytes(int index, String code, String detail, byte[] bytes, long length) {
  /** A refusal that keeps all of the record. */
  public RefusedBytes(int index, String code, String detail, byte[] bytes) {
    this(index, code, detail, bytes, bytes.length);
  }

  /** Whether only the beginning of the record is kept. */
  boolean isPartial() {
    return length > bytes.length;
  }
}
