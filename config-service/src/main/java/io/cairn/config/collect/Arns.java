package io.cairn.config.collect;

import org.jspecify.annotations.Nullable;

/** Reads ARNs: {@code arn:partition:service:region:account:resource}. */
public final class Arns {

  private Arns() {}

  static boolean isArn(String text) {
    return text.startsWith("arn:");
  }

  /** The service of an ARN; empty for other texts. */
  static String service(String arn) {
    String[] parts = arn.split(":", 6);
    return parts.length == 6 && isArn(arn) ? parts[2] : "";
  }

  /** The resource part of an ARN after {@code prefix}, or null when it is of another kind. */
  public static @Nullable String resource(String arn, String service, String prefix) {
    String[] parts = arn.split(":", 6);
    boolean fits = parts.length == 6 && parts[2].equals(service) && parts[5].startsWith(prefix);
    return fits && parts[5].length() > prefix.length() ? parts[5].substring(prefix.length()) : null;
  }

  /** As {@link #resource}, cut at the first of {@code ends}. */
  public static @Nullable String resource(String arn, String service, String prefix, char ends) {
    String text = resource(arn, service, prefix);
    if (text == null) {
      return null;
    }
    int end = text.indexOf(ends);
    return end < 0 ? text : text.substring(0, end);
  }

  /** The ARN itself when it is of a kind, else null: for types whose names are looked up by it. */
  public static @Nullable String itself(String arn, String service, String prefix) {
    return resource(arn, service, prefix) == null ? null : arn;
  }

  /** What stands after the last slash or colon. */
  public static String last(String text) {
    return text.substring(Math.max(text.lastIndexOf('/'), text.lastIndexOf(':')) + 1);
  }

  /** The account in an ARN; empty for other texts and for {@code aws}. */
  public static String account(String arn) {
    String[] parts = arn.split(":", 6);
    return parts.length == 6 ? parts[4] : "";
  }
}
