package io.cairn.policy.document;

import io.cairn.policy.syntax.Json;
import io.cairn.policy.syntax.JsonReader;
import io.cairn.policy.syntax.PolicySyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A policy document as read: nothing is resolved or matched yet. Immutable.
 *
 * @param type what it is attached to
 * @param version the policy language version; decides whether variables are resolved
 * @param statements in the order of the document, possibly none
 */
public record PolicyDocument(PolicyType type, Version version, List<Statement> statements) {

  /** The two versions of the policy language. A document that names none is of the older. */
  public enum Version {
    /** {@code 2008-10-17}: text such as {@code ${aws:username}} stands for itself. */
    V2008,
    /** {@code 2012-10-17}: policy variables are resolved. */
    V2012
  }

  /** Copies the list. */
  public PolicyDocument {
    statements = List.copyOf(statements);
  }

  /**
   * Reads a policy of at most 64 KiB, 16 levels and 10,000 values.
   *
   * @throws PolicySyntaxException if it is not one of its type; elements that only other types know
   *     (as {@code Principal} in an identity policy) are refused, as AWS refuses them
   */
  public static PolicyDocument parse(PolicyType type, byte[] utf8) {
    return read(type, JsonReader.read(utf8, JsonReader.Bounds.POLICY));
  }

  /** The same for text. */
  public static PolicyDocument parse(PolicyType type, String json) {
    return parse(type, json.getBytes(StandardCharsets.UTF_8));
  }

  /** The same for JSON that is already read, such as a part of a larger document. */
  public static PolicyDocument read(PolicyType type, Json json) {
    return new DocumentReader(type).document(json);
  }
}
