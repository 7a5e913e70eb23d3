package io.cairn.config.rule.custom;

import io.cairn.guard.GuardDialect;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.TreeSet;

/**
 * A Guard text and the edition of the language it is written in, as AWS Config names it.
 *
 * @param policyRuntime {@code guard-2.x.x} or {@code guard-3.x.x}
 * @param policyText the text
 */
record Policy(String policyRuntime, String policyText) {
  static final String RUNTIMES = "guard-2\\.x\\.x|guard-3\\.x\\.x";
  static final String NEWEST = "guard-3.x.x";

  /** Of the bytes of the text, the edition and the types: the same verdicts for the same. */
  String fingerprint(Collection<String> resourceTypes) {
    String all = policyRuntime + "\n" + new TreeSet<>(resourceTypes) + "\n" + policyText;
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JVM has no SHA-256", e);
    }
  }

  GuardDialect dialect() {
    return policyRuntime.equals("guard-2.x.x") ? GuardDialect.V2 : GuardDialect.V3;
  }
}
