package io.cairn.config.collect.cloudtrail;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.config.collect.Arns;
import io.cairn.config.collect.Collector;
import io.cairn.config.collect.JsonPaths;
import io.cairn.config.collect.sdk.Family;
import io.cairn.config.collect.sdk.ItemMapper;
import io.cairn.config.collect.sdk.Page;
import io.cairn.config.collect.sdk.SdkTypeBuilder;
import io.cairn.config.collect.sdk.TagForm;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.GetEventSelectorsResponse;
import software.amazon.awssdk.services.cloudtrail.model.ResourceTag;
import software.amazon.awssdk.services.cloudtrail.model.Tag;
import software.amazon.awssdk.services.cloudtrail.model.Trail;

/**
 * Trails in their home region. AWS Config records only what DescribeTrails gives; status and
 * selectors, which rules need, stand beside it under names of the project's own.
 */
public final class CloudTrailTypes {

  private CloudTrailTypes() {}

  public static List<Collector> all() {
    return List.of(trails());
  }

  private static Collector trails() {
    return new SdkTypeBuilder<CloudTrailClient, Trail>(
            CloudTrailClient.class,
            "AWS::CloudTrail::Trail",
            "cloudtrail:DescribeTrails",
            (cloudTrail, token) ->
                Page.only(cloudTrail.describeTrails(r -> r.includeShadowTrails(false)).trailList()),
            (cloudTrail, wanted) ->
                cloudTrail.describeTrails(r -> r.includeShadowTrails(false)).trailList())
        .spelled(Family.FIRST_LETTER, ItemMapper::map)
        .identity("name", "trailARN", null)
        .recognised(null, arn -> Arns.resource(arn, "cloudtrail", "trail/"))
        .zone(body -> "Regional")
        .goneCodes("TrailNotFoundException")
        .part(
            "supplementaryConfiguration.TrailStatus",
            "cloudtrail:GetTrailStatus",
            Set.of(),
            null,
            (cloudTrail, trail) ->
                ItemMapper.map(
                    cloudTrail.getTrailStatus(r -> r.name(arn(trail))), Family.FIRST_LETTER))
        .parts(
            List.of(
                "supplementaryConfiguration.EventSelectors",
                "supplementaryConfiguration.AdvancedEventSelectors"),
            "cloudtrail:GetEventSelectors",
            Set.of(),
            JsonNodeFactory.instance.arrayNode(),
            (cloudTrail, trail) ->
                selectors(cloudTrail.getEventSelectors(r -> r.trailName(arn(trail)))))
        .part(
            "supplementaryConfiguration.InsightSelectors",
            "cloudtrail:GetInsightSelectors",
            Set.of("InsightNotEnabledException"),
            JsonNodeFactory.instance.arrayNode(),
            (cloudTrail, trail) ->
                ItemMapper.list(
                    cloudTrail.getInsightSelectors(r -> r.trailName(arn(trail))).insightSelectors(),
                    Family.FIRST_LETTER))
        .tagsBy("cloudtrail:ListTags", (cloudTrail, trail) -> tags(cloudTrail, arn(trail)))
        .tagsRepeated(TagForm.LIST)
        .moving(
            "supplementaryConfiguration.TrailStatus.latestDeliveryTime",
            "supplementaryConfiguration.TrailStatus.latestDeliveryAttemptTime",
            "supplementaryConfiguration.TrailStatus.latestDeliveryAttemptSucceeded",
            "supplementaryConfiguration.TrailStatus.latestNotificationTime",
            "supplementaryConfiguration.TrailStatus.latestNotificationAttemptTime",
            "supplementaryConfiguration.TrailStatus.latestNotificationAttemptSucceeded",
            "supplementaryConfiguration.TrailStatus.latestCloudWatchLogsDeliveryTime",
            "supplementaryConfiguration.TrailStatus.latestDigestDeliveryTime")
        .events(
            "cloudtrail",
            "CreateTrail|UpdateTrail|DeleteTrail|StartLogging|StopLogging > req.name; "
                + "PutEventSelectors|PutInsightSelectors > req.trailName; "
                + "AddTags|RemoveTags > req.resourceId")
        .build();
  }

  private static String arn(ObjectNode trail) {
    return JsonPaths.required(trail, "trailARN");
  }

  private static ObjectNode selectors(GetEventSelectorsResponse response) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.set("EventSelectors", ItemMapper.list(response.eventSelectors(), Family.FIRST_LETTER));
    node.set(
        "AdvancedEventSelectors",
        ItemMapper.list(response.advancedEventSelectors(), Family.FIRST_LETTER));
    return node;
  }

  private static Map<String, String> tags(CloudTrailClient cloudTrail, String arn) {
    return cloudTrail.listTags(r -> r.resourceIdList(arn)).resourceTagList().stream()
        .map(ResourceTag::tagsList)
        .flatMap(List::stream)
        .collect(Collectors.toMap(Tag::key, CloudTrailTypes::value, (a, b) -> b));
  }

  private static String value(Tag tag) {
    return tag.value() == null ? "" : tag.value();
  }
}
