package io.cairn.aws.recorded;

import static io.cairn.aws.recorded.Listings.NODES;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Lambda, over REST with JSON. */
final class LambdaAnswers {

  private static final int FUNCTIONS = 50;

  private LambdaAnswers() {}

  static void register(Map<String, Operations.Operation> operations) {
    operations.put("lambda:ListFunctions", LambdaAnswers::functions);
    operations.put("lambda:GetFunction", LambdaAnswers::function);
    operations.put("lambda:GetPolicy", LambdaAnswers::policy);
  }

  private static ObjectNode functions(Call call, Operations.Context context) {
    var page =
        Listings.page(
            Listings.elements(context.content(), "Functions"),
            Math.min(Math.min(call.number("MaxItems", FUNCTIONS), FUNCTIONS), context.pageSize()),
            call.parameter("Marker"),
            f -> Listings.without(f.path("Configuration"), "State", "LastUpdateStatus"));
    ObjectNode answer = NODES.objectNode();
    answer.set("Functions", page.items());
    answer.put("NextMarker", page.next());
    return answer;
  }

  private static ObjectNode find(Call call, Operations.Context context) {
    String name = call.required("FunctionName");
    return Listings.find(
        context.content(),
        "Functions",
        "Configuration.FunctionName",
        name.substring(name.lastIndexOf(':') + 1),
        new AwsError(404, "ResourceNotFoundException", "Function not found: " + name));
  }

  private static ObjectNode function(Call call, Operations.Context context) {
    ObjectNode function = find(call, context);
    ObjectNode answer = Listings.only(function, "Configuration", "Tags", "Concurrency");
    answer
        .putObject("Code")
        .put("RepositoryType", "S3")
        .put("Location", context.endpoint() + "/code?signed");
    return answer;
  }

  private static ObjectNode policy(Call call, Operations.Context context) {
    JsonNode policy = find(call, context).path("Policy");
    if (!policy.isTextual()) {
      throw new AwsError(
          404, "ResourceNotFoundException", "The resource you requested does not exist.");
    }
    ObjectNode answer = NODES.objectNode();
    answer.set("Policy", policy);
    answer.put("RevisionId", "00000000-0000-4000-8000-000000000001");
    return answer;
  }
}
