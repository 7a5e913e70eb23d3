package io.cairn.aws.recorded;

import static io.cairn.aws.recorded.Listings.NODES;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** KMS, DynamoDB and CloudTrail, which speak JSON. */
final class JsonAnswers {

  private JsonAnswers() {}

  static void register(Map<String, Operations.Operation> operations) {
    operations.put("kms:ListKeys", JsonAnswers::keys);
    operations.put("kms:DescribeKey", (c, x) -> with("KeyMetadata", key(c, x).path("KeyMetadata")));
    operations.put("kms:GetKeyPolicy", (c, x) -> with("Policy", key(c, x).path("Policy")));
    operations.put("kms:GetKeyRotationStatus", JsonAnswers::rotation);
    operations.put("kms:ListResourceTags", JsonAnswers::keyTags);
    operations.put("kms:ListAliases", JsonAnswers::aliases);
    operations.put("dynamodb:DescribeLimits", (c, x) -> limits(x.content()));
    operations.put("dynamodb:ListTables", JsonAnswers::tables);
    operations.put("dynamodb:DescribeTable", (c, x) -> with("Table", table(c, x).path("Table")));
    operations.put(
        "dynamodb:DescribeContinuousBackups",
        (c, x) ->
            with("ContinuousBackupsDescription", table(c, x).path("ContinuousBackupsDescription")));
    operations.put("dynamodb:ListTagsOfResource", JsonAnswers::tableTags);
    operations.put("cloudtrail:DescribeTrails", JsonAnswers::trails);
    operations.put(
        "cloudtrail:GetTrailStatus", (c, x) -> (ObjectNode) trail(c, x, "Name").path("Status"));
    operations.put("cloudtrail:GetEventSelectors", JsonAnswers::selectors);
    operations.put("cloudtrail:GetInsightSelectors", JsonAnswers::insights);
    operations.put("cloudtrail:ListTags", JsonAnswers::trailTags);
  }

  private static ObjectNode with(String member, JsonNode node) {
    ObjectNode answer = NODES.objectNode();
    if (!node.isMissingNode()) {
      answer.set(member, node);
    }
    return answer;
  }

  private static ObjectNode keys(Call call, Operations.Context context) {
    var page =
        Listings.page(
            Listings.elements(context.content(), "Keys"),
            Math.min(call.number("Limit", 100), context.pageSize()),
            call.parameter("Marker"),
            k ->
                NODES
                    .objectNode()
                    .put("KeyId", Listings.text(k, "KeyMetadata.KeyId"))
                    .put("KeyArn", Listings.text(k, "KeyMetadata.Arn")));
    ObjectNode answer = with("Keys", page.items());
    answer.put("Truncated", page.next() != null);
    answer.put("NextMarker", page.next());
    return answer;
  }

  private static ObjectNode aliases(Call call, Operations.Context context) {
    var page =
        Listings.page(
            Listings.elements(context.content(), "Aliases"),
            Math.min(call.number("Limit", 50), context.pageSize()),
            call.parameter("Marker"),
            alias -> alias);
    ObjectNode answer = with("Aliases", page.items());
    answer.put("Truncated", page.next() != null);
    answer.put("NextMarker", page.next());
    return answer;
  }

  /** What AWS gives an account at first, unless the scenario says otherwise. */
  private static ObjectNode limits(ObjectNode content) {
    ObjectNode answer =
        NODES
            .objectNode()
            .put("AccountMaxReadCapacityUnits", 80_000)
            .put("AccountMaxWriteCapacityUnits", 80_000)
            .put("TableMaxReadCapacityUnits", 40_000)
            .put("TableMaxWriteCapacityUnits", 40_000);
    if (content.path("Limits") instanceof ObjectNode own) {
      answer.setAll(own);
    }
    return answer;
  }

  private static ObjectNode key(Call call, Operations.Context context) {
    String id = call.required("KeyId");
    return Listings.find(
        context.content(),
        "Keys",
        "KeyMetadata.KeyId",
        id.substring(id.lastIndexOf('/') + 1),
        new AwsError(400, "NotFoundException", "Key '" + id + "' does not exist"));
  }

  private static ObjectNode rotation(Call call, Operations.Context context) {
    JsonNode enabled = key(call, context).path("KeyRotationEnabled");
    if (!enabled.isBoolean()) {
      throw new AwsError(
          400, "UnsupportedOperationException", "This key does not support rotation.");
    }
    return with("KeyRotationEnabled", enabled);
  }

  private static ObjectNode keyTags(Call call, Operations.Context context) {
    ObjectNode answer = NODES.objectNode();
    JsonNode tags = key(call, context).path("Tags");
    answer.set("Tags", tags.isArray() ? tags : NODES.arrayNode());
    answer.put("Truncated", false);
    return answer;
  }

  private static ObjectNode tables(Call call, Operations.Context context) {
    List<JsonNode> elements = Listings.elements(context.content(), "Tables");
    List<String> names =
        elements.stream().map(t -> Listings.text(t, "Table.TableName")).sorted().toList();
    String after = call.parameter("ExclusiveStartTableName");
    List<String> rest =
        names.stream().filter(n -> after == null || n.compareTo(after) > 0).toList();
    int most = Math.min(call.number("Limit", 100), context.pageSize());
    ObjectNode answer = NODES.objectNode();
    var page = answer.putArray("TableNames");
    rest.stream().limit(most).forEach(page::add);
    if (rest.size() > most) {
      answer.put("LastEvaluatedTableName", rest.get(most - 1));
    }
    return answer;
  }

  private static ObjectNode table(Call call, Operations.Context context) {
    return table(context, call.required("TableName"));
  }

  private static ObjectNode table(Operations.Context context, String nameOrArn) {
    return Listings.find(
        context.content(),
        "Tables",
        "Table.TableName",
        nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1),
        new AwsError(
            400,
            "ResourceNotFoundException",
            "Requested resource not found: Table: " + nameOrArn + " not found"));
  }

  private static ObjectNode tableTags(Call call, Operations.Context context) {
    JsonNode tags = table(context, call.required("ResourceArn")).path("Tags");
    return with("Tags", tags.isArray() ? tags : NODES.arrayNode());
  }

  private static ObjectNode trails(Call call, Operations.Context context) {
    ObjectNode answer = NODES.objectNode();
    var list = answer.putArray("trailList");
    context.content().path("Trails").forEach(t -> list.add(t.path("Trail")));
    return answer;
  }

  private static ObjectNode trail(Call call, Operations.Context context, String parameter) {
    return trailOf(context, call.required(parameter));
  }

  private static ObjectNode trailOf(Operations.Context context, String nameOrArn) {
    return Listings.find(
        context.content(),
        "Trails",
        "Trail.Name",
        nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1),
        new AwsError(400, "TrailNotFoundException", "Unknown trail: " + nameOrArn));
  }

  private static ObjectNode selectors(Call call, Operations.Context context) {
    ObjectNode trail = trail(call, context, "TrailName");
    ObjectNode answer = Listings.only(trail, "EventSelectors", "AdvancedEventSelectors");
    answer.put("TrailARN", Listings.text(trail, "Trail.TrailARN"));
    return answer;
  }

  private static ObjectNode insights(Call call, Operations.Context context) {
    ObjectNode trail = trail(call, context, "TrailName");
    if (!trail.path("InsightSelectors").isArray()) {
      throw new AwsError(
          400, "InsightNotEnabledException", "Insights are not enabled for the trail.");
    }
    return Listings.only(trail, "InsightSelectors");
  }

  private static ObjectNode trailTags(Call call, Operations.Context context) {
    ObjectNode answer = NODES.objectNode();
    var list = answer.putArray("ResourceTagList");
    for (String arn : call.list("ResourceIdList")) {
      ObjectNode entry = list.addObject().put("ResourceId", arn);
      JsonNode tags = trailOf(context, arn).path("Tags");
      entry.set("TagsList", tags.isArray() ? tags : NODES.arrayNode());
    }
    return answer;
  }
}
