package io.cairn.config.collect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.Tag;
import software.amazon.awssdk.services.sns.model.Topic;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * SNS topics and SQS queues: the two types whose configuration is the service's attribute map as it
 * is, all values texts.
 */
final class MessagingTypes {

  private static final int QUEUES = 1000;
  private static final String COUNTERS = "ApproximateNumberOfMessages";

  private MessagingTypes() {}

  static Collector topics() {
    return new SdkTypeBuilder<SnsClient, Topic>(
            SnsClient.class,
            "AWS::SNS::Topic",
            "sns:ListTopics",
            (sns, token) -> {
              var page = sns.listTopics(r -> r.nextToken(token));
              return new Page<>(page.topics(), page.nextToken());
            },
            (sns, wanted) -> List.of(Topic.builder().topicArn(wanted.id()).build()))
        .bodyBy(
            "sns:GetTopicAttributes",
            Topic::topicArn,
            (sns, topic) ->
                texts(sns.getTopicAttributes(r -> r.topicArn(topic.topicArn())).attributes()))
        .identity("TopicArn", "TopicArn", null)
        .recognised("arn:[a-z-]+:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_.-]+", MessagingTypes::topic)
        .lifting(draft -> draft.name(Arns.last(draft.configuration().path("TopicArn").asText())))
        .goneCodes("NotFound", "NotFoundException", "ResourceNotFound")
        .tagsBy(
            "sns:ListTagsForResource",
            (sns, topic) ->
                sns
                    .listTagsForResource(r -> r.resourceArn(JsonPaths.required(topic, "TopicArn")))
                    .tags()
                    .stream()
                    .collect(Collectors.toMap(Tag::key, Tag::value, (a, b) -> b)))
        .tagsRepeated(TagForm.LIST)
        .moving(
            "configuration.SubscriptionsConfirmed",
            "configuration.SubscriptionsPending",
            "configuration.SubscriptionsDeleted")
        .events(
            "sns",
            "CreateTopic > res.topicArn; DeleteTopic|SetTopicAttributes|AddPermission"
                + "|RemovePermission|Subscribe > req.topicArn; "
                + "PutDataProtectionPolicy|TagResource|UntagResource > req.resourceArn")
        .build();
  }

  /** A topic's id is its ARN; a subscription's ARN has one part more. */
  private static @Nullable String topic(String arn) {
    String[] parts = arn.split(":", 7);
    return parts.length >= 6 && parts[2].equals("sns")
        ? String.join(":", List.of(parts).subList(0, 6))
        : null;
  }

  static Collector queues() {
    return new SdkTypeBuilder<SqsClient, String>(
            SqsClient.class,
            "AWS::SQS::Queue",
            "sqs:ListQueues",
            (sqs, token) -> {
              var page = sqs.listQueues(r -> r.maxResults(QUEUES).nextToken(token));
              return new Page<>(page.queueUrls(), page.nextToken());
            },
            (sqs, wanted) -> List.of(wanted.id()))
        .bodyBy("sqs:GetQueueAttributes", url -> url, MessagingTypes::queue)
        .identity("QueueUrl", "QueueArn", "QueueName")
        .recognised("https?://.+/[A-Za-z0-9_.-]+", arn -> Arns.itself(arn, "sqs", ""))
        .named()
        .createdAt(MessagingTypes::createdTimestamp)
        .goneCodes(
            "AWS.SimpleQueueService.NonExistentQueue", "QueueDoesNotExist", "NonExistentQueue")
        .tagsBy(
            "sqs:ListQueueTags",
            (sqs, queue) ->
                sqs.listQueueTags(r -> r.queueUrl(JsonPaths.required(queue, "QueueUrl"))).tags())
        .tagsRepeated(TagForm.MAP)
        .events(
            "sqs",
            "CreateQueue > res.queueUrl; DeleteQueue|SetQueueAttributes|AddPermission"
                + "|RemovePermission|TagQueue|UntagQueue > req.queueUrl")
        .build();
  }

  private static ObjectNode queue(SqsClient sqs, String url) {
    Map<String, String> attributes =
        sqs.getQueueAttributes(r -> r.queueUrl(url).attributeNames(QueueAttributeName.ALL))
            .attributesAsStrings();
    ObjectNode queue = texts(attributes);
    attributes.keySet().stream().filter(k -> k.startsWith(COUNTERS)).forEach(queue::remove);
    queue.put("QueueUrl", url);
    queue.put("QueueName", Arns.last(queue.path("QueueArn").asText()));
    return queue;
  }

  private static @Nullable Instant createdTimestamp(JsonNode queue) {
    String seconds = queue.path("CreatedTimestamp").asText();
    return seconds.matches("[0-9]{1,12}") ? Instant.ofEpochSecond(Long.parseLong(seconds)) : null;
  }

  private static ObjectNode texts(Map<String, String> attributes) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    new TreeMap<>(attributes).forEach(node::put);
    return node;
  }
}
