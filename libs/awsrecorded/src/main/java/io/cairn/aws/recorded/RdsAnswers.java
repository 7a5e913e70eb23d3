package io.cairn.aws.recorded;

import static io.cairn.aws.recorded.Listings.NODES;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** RDS: instances by page, by name, or by the filter on their resource id. */
final class RdsAnswers {

  private RdsAnswers() {}

  static void register(Map<String, Operations.Operation> operations) {
    operations.put("rds:DescribeDBInstances", RdsAnswers::instances);
  }

  private static ObjectNode instances(Call call, Operations.Context context) {
    List<JsonNode> elements = Listings.elements(context.content(), "DBInstances");
    String name = call.parameter("DBInstanceIdentifier");
    if (name != null) {
      elements = where(elements, "DBInstanceIdentifier", name);
      if (elements.isEmpty()) {
        throw new AwsError(404, "DBInstanceNotFound", "DBInstance " + name + " not found.");
      }
    }
    if ("dbi-resource-id".equals(call.parameter("Filters.Filter.1.Name"))) {
      String id = String.valueOf(call.parameter("Filters.Filter.1.Values.Value.1"));
      elements = where(elements, "DbiResourceId", id);
    }
    int most = Math.min(call.number("MaxRecords", 100), context.pageSize());
    var page = Listings.page(elements, most, call.parameter("Marker"), e -> e);
    ObjectNode answer = NODES.objectNode();
    answer.set("DBInstances", page.items());
    answer.put("Marker", page.next());
    return answer;
  }

  private static List<JsonNode> where(List<JsonNode> elements, String member, String value) {
    return elements.stream().filter(e -> value.equals(e.path(member).asText())).toList();
  }
}
