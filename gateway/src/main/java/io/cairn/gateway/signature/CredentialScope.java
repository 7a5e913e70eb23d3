package io.cairn.gateway.signature;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The Authorization header of a signed request, taken apart.
 *
 * @param accessKeyId 16 to 128 upper-case letters and digits
 * @param date day of the scope, {@code yyyyMMdd}
 * @param region region of the scope
 * @param service service of the scope
 * @param signedHeaders names in lower case, sorted, each once
 * @param signature 64 hexadecimal digits
 */
record CredentialScope(
    String accessKeyId,
    String date,
    String region,
    String service,
    List<String> signedHeaders,
    String signature) {

  static final String ALGORITHM = "AWS4-HMAC-SHA256";
  static final String TERMINATOR = "aws4_request";

  private static final int MAX_LENGTH = 4096;
  private static final Pattern KEY_ID = Pattern.compile("[A-Z0-9]{16,128}");
  private static final Pattern DAY = Pattern.compile("[0-9]{8}");
  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,32}");
  private static final Pattern HEADER = Pattern.compile("[a-z0-9!#$%&'*+.^_`|~-]{1,128}");
  private static final Pattern SIGNATURE = Pattern.compile("[0-9a-f]{64}");

  /** Says what is wrong with an Authorization header. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String problem) {
      super(problem);
    }
  }

  static CredentialScope parse(String header) throws Malformed {
    if (header.length() > MAX_LENGTH || !header.startsWith(ALGORITHM + " ")) {
      throw new Malformed("the Authorization header must begin with " + ALGORITHM);
    }
    Map<String, String> parts = new HashMap<>();
    for (String part : header.substring(ALGORITHM.length() + 1).split(",", -1)) {
      int equals = part.indexOf('=');
      if (equals < 0
          || parts.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip())
              != null) {
        throw new Malformed(
            "the Authorization header holds a part that is no name=value, or twice");
      }
    }
    String credential = part(parts, "Credential");
    String[] scope = credential.split("/", -1);
    if (parts.size() != 3
        || scope.length != 5
        || !KEY_ID.matcher(scope[0]).matches()
        || !DAY.matcher(scope[1]).matches()
        || !NAME.matcher(scope[2]).matches()
        || !NAME.matcher(scope[3]).matches()
        || !scope[4].equals(TERMINATOR)) {
      throw new Malformed("Credential must be accessKeyId/yyyyMMdd/region/service/" + TERMINATOR);
    }
    String signature = part(parts, "Signature");
    if (!SIGNATURE.matcher(signature).matches()) {
      throw new Malformed("Signature must be 64 lower-case hexadecimal digits");
    }
    return new CredentialScope(
        scope[0], scope[1], scope[2], scope[3], headers(part(parts, "SignedHeaders")), signature);
  }

  private static String part(Map<String, String> parts, String name) throws Malformed {
    String value = parts.get(name);
    if (value == null) {
      throw new Malformed("the Authorization header has no " + name);
    }
    return value;
  }

  private static List<String> headers(String text) throws Malformed {
    List<String> names = Arrays.asList(text.split(";", -1));
    for (int i = 0; i < names.size(); i++) {
      if (!HEADER.matcher(names.get(i)).matches()
          || (i > 0 && names.get(i - 1).compareTo(names.get(i)) >= 0)) {
        throw new Malformed("SignedHeaders must be lower-case names, sorted, each once");
      }
    }
    return List.copyOf(names);
  }

  /** The scope as it stands in the string to sign. */
  String text() {
    return date + "/" + region + "/" + service + "/" + TERMINATOR;
  }
}
