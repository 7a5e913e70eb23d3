package io.cairn.policy;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A policy document as read: nothing is resolved or matched yet. Immutable.
 *
 * @param version the policy language version; decides whether variables are resolved
 * @param statements in the order of the document, possibly none
 */
public record PolicyDocument(Version version, List<Statement> statements) {

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
   * Reads an identity policy of at most 64 KiB, 16 levels and 10,000 values.
   *
   * @throws PolicySyntaxException if it is not one; elements of other policy types ({@code
   *     Principal}, {@code Id}) are refused, as AWS refuses them
   */
  public static PolicyDocument parseIdentity(byte[] utf8) {
    return DocumentReader.identity(JsonReader.read(utf8));
  }

  /** The same for text. */
  public static PolicyDocument parseIdentity(String json) {
    return parseIdentity(json.getBytes(StandardCharsets.UTF_8));
  }
}
