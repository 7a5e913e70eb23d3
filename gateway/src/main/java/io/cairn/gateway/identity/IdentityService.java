package io.cairn.gateway.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.policy.document.PolicyDocument;
import io.cairn.policy.document.PolicyType;
import io.cairn.policy.syntax.PolicySyntaxException;
import io.cairn.web.problem.ProblemError;
import io.cairn.web.problem.ProblemException;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes, lists and removes users, access keys and policies. */
@Singleton
class IdentityService {
  /** Most access keys of a user, as IAM has it. */
  static final int KEYS_A_USER = 2;

  private final IdentityStore store;
  private final SecretVault vault;
  private final NewSecrets secrets;
  private final Principals principals;
  private final ObjectMapper json;
  private final Clock clock;

  IdentityService(
      IdentityStore store,
      SecretVault vault,
      NewSecrets secrets,
      Principals principals,
      ObjectMapper json,
      Clock clock) {
    this.store = store;
    this.vault = vault;
    this.secrets = secrets;
    this.principals = principals;
    this.json = json;
    this.clock = clock;
  }

  @Transactional
  List<Identities.User> users(String after, int limit) {
    return store.users(after, limit).stream().map(this::user).toList();
  }

  private Identities.User user(IdentityStore.UserRow row) {
    return new Identities.User(
        row.userName(),
        row.userId(),
        Principal.arnOf(row.userName()),
        row.createdAt(),
        store.policiesOf(row.userName()).stream()
            .map(IdentityStore.PolicyRow::policyName)
            .toList());
  }

  @Transactional
  Identities.User createUser(String userName) {
    var row = new IdentityStore.UserRow(userName, secrets.userId(), clock.instant());
    if (!store.addUser(row)) {
      throw new ProblemException(
          IdentityProblem.USER_EXISTS, "The user " + userName + " exists; choose another name.");
    }
    return user(row);
  }

  @Transactional
  void deleteUser(String userName) {
    requireUser(userName);
    if (store.isInUse(userName)) {
      throw new ProblemException(
          IdentityProblem.USER_IN_USE,
          "Delete the access keys of " + userName + " and detach its policies first.");
    }
    store.deleteUser(userName);
  }

  @Transactional
  void attach(String userName, String policyName) {
    requireUser(userName);
    requirePolicy(policyName);
    store.attach(userName, policyName);
    principals.forgetAfterCommit();
  }

  @Transactional
  void detach(String userName, String policyName) {
    requireUser(userName);
    requirePolicy(policyName);
    store.detach(userName, policyName);
    principals.forgetAfterCommit();
  }

  @Transactional
  List<Identities.AccessKey> keys(@Nullable String userName, String after, int limit) {
    List<IdentityStore.KeyRow> rows;
    if (userName == null) {
      rows = store.keys(after, limit);
    } else {
      requireUser(userName);
      rows =
          store.keysOf(userName).stream()
              .filter(k -> k.accessKeyId().compareTo(after) > 0)
              .toList();
    }
    return rows.stream().map(row -> accessKey(row, null)).toList();
  }

  private static Identities.AccessKey accessKey(IdentityStore.KeyRow row, @Nullable String secret) {
    return new Identities.AccessKey(
        row.accessKeyId(),
        secret,
        row.userName(),
        row.active() ? "Active" : "Inactive",
        row.createdAt());
  }

  @Transactional
  Identities.AccessKey createKey(String userName) {
    requireUser(userName);
    store.lockUser(userName);
    if (store.keysOf(userName).size() >= KEYS_A_USER) {
      throw new ProblemException(
          IdentityProblem.KEY_LIMIT,
          userName + " has two access keys; delete one, then make the new one.");
    }
    String accessKeyId = secrets.accessKeyId();
    String secret = secrets.secretAccessKey();
    var row =
        new IdentityStore.KeyRow(
            accessKeyId,
            userName,
            vault.seal(accessKeyId, secret.getBytes(StandardCharsets.UTF_8)),
            true,
            clock.instant());
    store.addKey(row);
    principals.forgetAfterCommit();
    return accessKey(row, secret);
  }

  @Transactional
  void setStatus(String accessKeyId, boolean active, String callersKeyId) {
    refuseOwn(accessKeyId, callersKeyId);
    if (!store.setActive(accessKeyId, active)) {
      throw unknownKey(accessKeyId);
    }
    principals.forgetAfterCommit();
  }

  @Transactional
  void deleteKey(String accessKeyId, String callersKeyId) {
    refuseOwn(accessKeyId, callersKeyId);
    if (!store.deleteKey(accessKeyId)) {
      throw unknownKey(accessKeyId);
    }
    principals.forgetAfterCommit();
  }

  /** Nobody locks themselves out by mistake. */
  private static void refuseOwn(String accessKeyId, String callersKeyId) {
    if (accessKeyId.equals(callersKeyId)) {
      throw new ProblemException(
          IdentityProblem.LAST_KEY,
          "The request was made with " + accessKeyId + " itself; use another key to change it.");
    }
  }

  private static ProblemException unknownKey(String accessKeyId) {
    return new ProblemException(
        IdentityProblem.KEY_UNKNOWN, "There is no access key " + accessKeyId + ".");
  }

  @Transactional
  List<Identities.Policy> policies(String after, int limit) {
    return store.policies(after, limit).stream().map(this::policy).toList();
  }

  private Identities.Policy policy(IdentityStore.PolicyRow row) {
    try {
      return new Identities.Policy(
          row.policyName(), json.readTree(row.document()), row.shipped(), row.createdAt());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the stored policy " + row.policyName() + " is damaged", e);
    }
  }

  @Transactional
  Identities.Policy createPolicy(String policyName, JsonNode document) {
    String text = document.isTextual() ? document.textValue() : document.toString();
    try {
      PolicyDocument.parse(PolicyType.IDENTITY, text);
    } catch (PolicySyntaxException e) {
      throw new ProblemException(
          IdentityProblem.POLICY_MALFORMED,
          e.code() + ": " + e.getMessage() + ".",
          List.of(
              new ProblemError(
                  "/policyDocument" + e.place().pointer(), String.valueOf(e.getMessage()))));
    }
    var row = new IdentityStore.PolicyRow(policyName, text, false, clock.instant());
    if (!store.addPolicy(row)) {
      throw new ProblemException(
          IdentityProblem.POLICY_EXISTS,
          "The policy " + policyName + " exists; choose another name.");
    }
    return policy(row);
  }

  @Transactional
  void deletePolicy(String policyName) {
    requirePolicy(policyName);
    if (!store.deletePolicy(policyName)) {
      throw new ProblemException(
          IdentityProblem.POLICY_IN_USE,
          policyName + " is attached to a user or ships with the suite; detach it first.");
    }
  }

  private void requireUser(String userName) {
    if (store.user(userName).isEmpty()) {
      throw new ProblemException(
          IdentityProblem.USER_UNKNOWN, "There is no user " + userName + ".");
    }
  }

  private void requirePolicy(String policyName) {
    if (store.policy(policyName).isEmpty()) {
      throw new ProblemException(
          IdentityProblem.POLICY_UNKNOWN, "There is no policy " + policyName + ".");
    }
  }
}
