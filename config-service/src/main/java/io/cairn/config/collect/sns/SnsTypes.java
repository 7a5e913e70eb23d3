package io.cairn.config.collect.sns;

import io.cairn.config.collect.Arns;
import io.cairn.config.collect.Collector;
import io.cairn.config.collect.JsonPaths;
import io.cairn.config.collect.sdk.ItemMapper;
import io.cairn.config.collect.sdk.Page;
import io.cairn.config.collect.sdk.SdkTypeBuilder;
import io.cairn.config.collect.sdk.TagForm;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.Tag;
import software.amazon.awssdk.services.sns.model.Topic;

/** SNS topics: the configuration is the service's attribute map as it is, all values texts. */
public final class SnsTypes {

  private SnsTypes() {}

  public static List<Collector> all() {
    return List.of(topics());
  }

  private static Collector topics() {
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
                ItemMapper.texts(
                    sns.getTopicAttributes(r -> r.topicArn(topic.topicArn())).attributes()))
        .identity("TopicArn", "TopicArn", null)
        .recognised("arn:[a-z-]+:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_.-]+", SnsTypes::topic)
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
}
