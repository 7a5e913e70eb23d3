package io.cairn.aws.recorded;

import static io.cairn.aws.recorded.Listings.NODES;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** STS: who am I, and the roles that the scenario lets be assumed. */
final class StsAnswers {

  private StsAnswers() {}

  static void register(Map<String, Operations.Operation> operations) {
    operations.put(
        "sts:GetCallerIdentity",
        (call, context) ->
            NODES
                .objectNode()
                .put("Arn", context.caller().arn())
                .put("UserId", "AIDARECORDEDCALLER00")
                .put("Account", context.caller().account()));
    operations.put("sts:AssumeRole", StsAnswers::assumeRole);
  }

  private static ObjectNode assumeRole(Call call, Operations.Context context) {
    Identities identities = context.identities();
    String key =
        identities.assume(
            context.caller(),
            call.required("RoleArn"),
            call.parameter("ExternalId"),
            call.required("RoleSessionName"));
    Identities.Identity identity = identities.of(key);
    if (identity == null) {
      throw new AwsError(500, "InternalFailure", "The session was lost.");
    }
    ObjectNode answer = NODES.objectNode();
    answer
        .putObject("Credentials")
        .put("AccessKeyId", key)
        .put("SecretAccessKey", identity.secretAccessKey())
        .put("SessionToken", identity.sessionToken())
        .put("Expiration", "2099-01-01T00:00:00Z");
    answer
        .putObject("AssumedRoleUser")
        .put("Arn", identity.arn())
        .put("AssumedRoleId", "AROARECORDEDROLE0000:" + call.required("RoleSessionName"));
    return answer;
  }
}
