package io.cairn.gateway.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The API's records of this feature. */
final class Identities {
  /** IAM's rule for names of users and policies. */
  static final String NAME = "[A-Za-z0-9+=,.@_-]{1,64}";

  static final String NAME_RULE = "must be 1 to 64 letters, digits or +=,.@_-";

  private Identities() {}

  /** A user. */
  @RegisterForReflection
  record User(
      String userName,
      String userId,
      String arn,
      Instant createDate,
      List<String> attachedPolicies) {}

  /** What it takes to make a user. */
  @RegisterForReflection
  record NewUser(@NotNull @Pattern(regexp = NAME, message = NAME_RULE) String userName) {}

  /** An access key; the secret only in the answer that made it. */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record AccessKey(
      String accessKeyId,
      @Nullable String secretAccessKey,
      String userName,
      String status,
      Instant createDate) {
    @Override
    public String toString() {
      return "AccessKey[" + accessKeyId + "]";
    }
  }

  /** For whom to make a key; without a name, for the caller. */
  @RegisterForReflection
  record NewAccessKey(@Nullable @Pattern(regexp = NAME, message = NAME_RULE) String userName) {}

  /** What to make of a key. */
  @RegisterForReflection
  record KeyStatus(
      @NotNull @Pattern(regexp = "Active|Inactive", message = "must be Active or Inactive") String status) {}

  /** A policy. */
  @RegisterForReflection
  record Policy(String policyName, JsonNode policyDocument, boolean shipped, Instant createDate) {}

  /** What it takes to make a policy; the document as an object or as text. */
  @RegisterForReflection
  record NewPolicy(
      @NotNull @Pattern(regexp = NAME, message = NAME_RULE) String policyName,
      @NotNull JsonNode policyDocument) {}

  /** How long a token is to live, in seconds. */
  @RegisterForReflection
  record TokenRequest(@Nullable @Min(60) @Max(43_200) Integer durationSeconds) {}

  /** A bearer token. */
  @RegisterForReflection
  record Token(String accessToken, String tokenType, Instant expiresAt) {
    @Override
    public String toString() {
      return "Token[until " + expiresAt + "]";
    }
  }

  /** Who the caller is. */
  @RegisterForReflection
  record CallerIdentity(String userId, String account, String arn) {}
}
