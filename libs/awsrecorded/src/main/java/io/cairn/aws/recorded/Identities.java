package io.cairn.aws.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Access keys, and roles that may be assumed. */
final class Identities {

  /**
   * Who a key speaks for.
   *
   * @param sessionToken what must come with a temporary key; null for a lasting one
   */
  record Identity(
      String account, String arn, String secretAccessKey, @Nullable String sessionToken) {}

  private final Map<String, Identity> byKey = new ConcurrentHashMap<>();
  private final Map<String, Optional<String>> externalIdByRole = new ConcurrentHashMap<>();
  private final AtomicLong sessions = new AtomicLong();

  /**
   * {@code {"accessKeys":[{accessKeyId,secretAccessKey,account}],"roles":[{roleArn,externalId}]}}.
   */
  void read(JsonNode scenario) {
    for (JsonNode key : scenario.path("accessKeys")) {
      accessKey(
          key.path("accessKeyId").asText(),
          key.path("secretAccessKey").asText(),
          key.path("account").asText());
    }
    for (JsonNode role : scenario.path("roles")) {
      assumable(
          role.path("roleArn").asText(),
          role.hasNonNull("externalId") ? role.path("externalId").asText() : null);
    }
  }

  void accessKey(String accessKeyId, String secretAccessKey, String account) {
    String arn = "arn:aws:iam::" + account + ":user/cairn";
    byKey.put(accessKeyId, new Identity(account, arn, secretAccessKey, null));
  }

  void assumable(String roleArn, @Nullable String externalId) {
    externalIdByRole.put(roleArn, Optional.ofNullable(externalId));
  }

  @Nullable Identity of(String accessKeyId) {
    return byKey.get(accessKeyId);
  }

  /** Makes a temporary key for a role; the key's id. One error for every reason, as with AWS. */
  String assume(Identity caller, String roleArn, @Nullable String externalId, String sessionName) {
    Optional<String> wanted = externalIdByRole.get(roleArn);
    if (wanted == null || (wanted.isPresent() && !wanted.get().equals(externalId))) {
      throw new AwsError(
          403,
          "AccessDenied",
          "User: "
              + caller.arn()
              + " is not authorized to perform: sts:AssumeRole on resource: "
              + roleArn);
    }
    long number = sessions.incrementAndGet();
    String account = roleArn.split(":", 6)[4];
    String role = roleArn.substring(roleArn.lastIndexOf('/') + 1);
    String key = String.format("ASIARECORDED%08d", number);
    String arn = "arn:aws:sts::" + account + ":assumed-role/" + role + "/" + sessionName;
    byKey.put(key, new Identity(account, arn, "secret-of-" + key, "token-of-" + key));
    return key;
  }

  /** Makes every temporary key invalid, as if it had expired. */
  void expireSessions() {
    byKey.values().removeIf(identity -> identity.sessionToken() != null);
  }
}
