package io.cairn.config.collect.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.config.collect.Arns;
import io.cairn.config.collect.Collector;
import io.cairn.config.collect.JsonPaths;
import io.cairn.config.collect.sdk.ItemMapper;
import io.cairn.config.collect.sdk.Page;
import io.cairn.config.collect.sdk.SdkTypeBuilder;
import io.cairn.config.collect.sdk.TagForm;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** SQS queues: the configuration is the service's attribute map as it is, all values texts. */
public final class SqsTypes {

  private static final int PAGE = 1000;
  private static final String COUNTERS = "ApproximateNumberOfMessages";

  private SqsTypes() {}

  public static List<Collector> all() {
    return List.of(queues());
  }

  private static Collector queues() {
    return new SdkTypeBuilder<SqsClient, String>(
            SqsClient.class,
            "AWS::SQS::Queue",
            "sqs:ListQueues",
            (sqs, token) -> {
              var page = sqs.listQueues(r -> r.maxResults(PAGE).nextToken(token));
              return new Page<>(page.queueUrls(), page.nextToken());
            },
            (sqs, wanted) -> List.of(wanted.id()))
        .bodyBy("sqs:GetQueueAttributes", url -> url, SqsTypes::queue)
        .identity("QueueUrl", "QueueArn", "QueueName")
        .recognised("https?://.+/[A-Za-z0-9_.-]+", arn -> Arns.itself(arn, "sqs", ""))
        .named()
        .createdAt(SqsTypes::createdTimestamp)
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
    ObjectNode queue = ItemMapper.texts(attributes);
    attributes.keySet().stream().filter(k -> k.startsWith(COUNTERS)).forEach(queue::remove);
    queue.put("QueueUrl", url);
    queue.put("QueueName", Arns.last(queue.path("QueueArn").asText()));
    return queue;
  }

  private static @Nullable Instant createdTimestamp(JsonNode queue) {
    String seconds = queue.path("CreatedTimestamp").asText();
    return seconds.matches("[0-9]{1,12}") ? Instant.ofEpochSecond(Long.parseLong(seconds)) : null;
  }
}
