package io.cairn.aws;

/**
 * What an error of a call means for what is known: never that something is gone unless it is {@link
 * Absent}. {@code code} is AWS's error code, or, where no answer of AWS came, a word of ours such
 * as {@code NoCredentials}, {@code UnknownHost} or {@code Timeout}.
 */
public sealed interface AwsFailure {

  /** AWS's error code. */
  String code();

  /** AWS's message as it came, or, where none came, one sentence that says what to do. */
  String message();

  /** The resource or the setting does not exist; the caller named the code as meaning that. */
  record Absent(String code, String message) implements AwsFailure {}

  /** Too many requests; the same call may succeed later. */
  record Throttled(String code, String message) implements AwsFailure {}

  /** AWS or the network failed; the same call may succeed later. */
  record Transient(String code, String message) implements AwsFailure {}

  /** The caller may not make this call, or not for this resource. */
  record Denied(String code, String message) implements AwsFailure {}

  /** The service or region is not turned on for the account. */
  record NotEnabled(String code, String message) implements AwsFailure {}

  /**
   * The credentials are missing, expired or refused, or the role cannot be assumed. In a region
   * other than the first it can also mean that the region is off.
   */
  record CredentialsRefused(String code, String message) implements AwsFailure {}

  /** The service has no endpoint in the region, or the host has no address. */
  record NoEndpoint(String code, String message) implements AwsFailure {}

  /** AWS refused the request's form; on an id just listed, the resource is likely gone. */
  record Invalid(String code, String message) implements AwsFailure {}

  /** The endpoint does not know the call; only local endpoints answer so. */
  record Unsupported(String code, String message) implements AwsFailure {}

  /** Anything else: a bug of ours or an answer that AWS does not document. */
  record Unexpected(String code, String message) implements AwsFailure {}
}
