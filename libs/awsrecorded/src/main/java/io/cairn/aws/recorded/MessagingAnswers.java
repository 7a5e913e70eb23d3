package io.cairn.aws.recorded;

import static io.cairn.aws.recorded.Listings.NODES;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** SNS (query protocol) and SQS (JSON). */
final class MessagingAnswers {

  private static final int TOPICS = 100;
  private static final int QUEUES = 1000;

  private MessagingAnswers() {}

  static void register(Map<String, Operations.Operation> operations) {
    operations.put("sns:ListTopics", MessagingAnswers::topics);
    operations.put("sns:GetTopicAttributes", MessagingAnswers::topicAttributes);
    operations.put("sns:ListTagsForResource", MessagingAnswers::topicTags);
    operations.put("sqs:ListQueues", MessagingAnswers::queues);
    operations.put("sqs:GetQueueAttributes", MessagingAnswers::queueAttributes);
    operations.put("sqs:ListQueueTags", MessagingAnswers::queueTags);
  }

  private static ObjectNode topics(Call call, Operations.Context context) {
    var page =
        Listings.page(
            Listings.elements(context.content(), "Topics"),
            Math.min(TOPICS, context.pageSize()),
            call.parameter("NextToken"),
            t -> NODES.objectNode().set("TopicArn", t.path("Attributes").path("TopicArn")));
    ObjectNode answer = NODES.objectNode();
    answer.set("Topics", page.items());
    answer.put("NextToken", page.next());
    return answer;
  }

  private static ObjectNode topic(Call call, Operations.Context context, String parameter) {
    return Listings.find(
        context.content(),
        "Topics",
        "Attributes.TopicArn",
        call.required(parameter),
        new AwsError(404, "NotFound", "Topic does not exist"));
  }

  private static ObjectNode topicAttributes(Call call, Operations.Context context) {
    ObjectNode answer = NODES.objectNode();
    answer.set("Attributes", entries(topic(call, context, "TopicArn").path("Attributes")));
    return answer;
  }

  private static ObjectNode topicTags(Call call, Operations.Context context) {
    ObjectNode answer = NODES.objectNode();
    JsonNode tags = topic(call, context, "ResourceArn").path("Tags");
    answer.set("Tags", tags.isMissingNode() ? NODES.arrayNode() : tags);
    return answer;
  }

  /** A map as the query protocols write it: a list of entries. */
  static JsonNode entries(JsonNode map) {
    var list = NODES.arrayNode();
    map.properties()
        .forEach(e -> list.addObject().put("key", e.getKey()).put("value", e.getValue().asText()));
    return list;
  }

  private static ObjectNode queues(Call call, Operations.Context context) {
    int most = Math.min(call.number("MaxResults", QUEUES), context.pageSize());
    var page =
        Listings.page(
            Listings.elements(context.content(), "Queues"),
            most,
            call.parameter("NextToken"),
            q -> NODES.textNode(url(call, context, q.path("QueueName").asText())));
    ObjectNode answer = NODES.objectNode();
    answer.set("QueueUrls", page.items());
    if (page.next() != null && call.parameter("MaxResults") != null) {
      answer.put("NextToken", page.next());
    }
    return answer;
  }

  private static String url(Call call, Operations.Context context, String name) {
    return context.endpoint() + "/" + call.account() + "/" + name;
  }

  private static ObjectNode queue(Call call, Operations.Context context) {
    String url = call.required("QueueUrl");
    return Listings.find(
        context.content(),
        "Queues",
        "QueueName",
        url.substring(url.lastIndexOf('/') + 1),
        new AwsError(400, "QueueDoesNotExist", "The specified queue does not exist."));
  }

  private static ObjectNode queueAttributes(Call call, Operations.Context context) {
    ObjectNode answer = NODES.objectNode();
    answer.set("Attributes", queue(call, context).path("Attributes"));
    return answer;
  }

  private static ObjectNode queueTags(Call call, Operations.Context context) {
    ObjectNode answer = NODES.objectNode();
    JsonNode tags = queue(call, context).path("Tags");
    if (!tags.isMissingNode()) {
      answer.set("Tags", tags);
    }
    return answer;
  }
}
