package io.cairn.gateway.identity;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.contracts.AccountId;
import io.cairn.gateway.openapi.ApiOperation;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The IAM resource that each of the gateway's own operations is about, so that policies can name
 * it: {@code arn:aws:iam::000000000000:user/NAME} or {@code policy/NAME}, and {@code *} where AWS
 * has no resource type either, or where the request does not say (no policy that names resources
 * allows it then).
 */
@Singleton
public class IdentityResources {
  private static final String ANY = "*";

  private final IdentityStore store;
  private final ObjectMapper json;

  IdentityResources(IdentityStore store, ObjectMapper json) {
    this.store = store;
    this.json = json;
  }

  /**
   * The resource of a request for one of the gateway's own operations.
   *
   * @param parameter gives a path or query parameter, or null
   * @param body read exactly as the operation itself will read it
   * @throws IdentityStoreException if the database does not answer
   */
  public String of(
      ApiOperation operation,
      Function<String, @Nullable String> parameter,
      byte[] body,
      Principal caller) {
    return switch (operation.operationId()) {
      case "createUser" ->
          user(read(body, Identities.NewUser.class).map(Identities.NewUser::userName));
      case "deleteUser", "attachUserPolicy", "detachUserPolicy", "listAccessKeys" ->
          user(Optional.ofNullable(parameter.apply("userName")));
      case "createAccessKey" ->
          user(
              Optional.of(
                  read(body, Identities.NewAccessKey.class)
                      .map(Identities.NewAccessKey::userName)
                      .orElse(caller.userName())));
      case "updateAccessKey", "deleteAccessKey" ->
          user(
              Optional.ofNullable(parameter.apply("accessKeyId"))
                  .flatMap(store::key)
                  .map(IdentityStore.KeyRow::userName));
      case "createPolicy" ->
          policy(read(body, Identities.NewPolicy.class).map(Identities.NewPolicy::policyName));
      case "deletePolicy" -> policy(Optional.ofNullable(parameter.apply("policyName")));
      default -> ANY;
    };
  }

  private static String user(Optional<String> name) {
    return name.filter(n -> n.matches(Identities.NAME)).map(Principal::arnOf).orElse(ANY);
  }

  private static String policy(Optional<String> name) {
    return name.filter(n -> n.matches(Identities.NAME))
        .map(n -> "arn:aws:iam::" + AccountId.SUITE + ":policy/" + n)
        .orElse(ANY);
  }

  /** What cannot be read is refused by the operation itself, in its own words. */
  private <T> Optional<T> read(byte[] body, Class<T> type) {
    try {
      return Optional.ofNullable(json.readValue(body, type));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
