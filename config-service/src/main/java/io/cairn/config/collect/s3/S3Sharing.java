package io.cairn.config.collect.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationResponse;
import software.amazon.awssdk.services.s3.model.GetBucketWebsiteResponse;
import software.amazon.awssdk.services.s3.model.NotificationConfigurationFilter;
import software.amazon.awssdk.services.s3.model.ReplicationConfiguration;
import software.amazon.awssdk.services.s3.model.ReplicationRule;
import software.amazon.awssdk.services.s3.model.RoutingRule;

/**
 * To whom a bucket passes things on: notifications, replication, website, cross-origin rules; in
 * the form of the first Java SDK.
 */
final class S3Sharing {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private S3Sharing() {}

  static ObjectNode notifications(GetBucketNotificationConfigurationResponse response) {
    ObjectNode node = NODES.objectNode();
    ObjectNode byId = node.putObject("configurations");
    response
        .queueConfigurations()
        .forEach(
            c ->
                target(byId, c.id(), "Queue", "queueARN", c.queueArn(), c.events())
                    .set("filter", filter(c.filter())));
    response
        .topicConfigurations()
        .forEach(
            c ->
                target(byId, c.id(), "Topic", "topicARN", c.topicArn(), c.events())
                    .set("filter", filter(c.filter())));
    response
        .lambdaFunctionConfigurations()
        .forEach(
            c ->
                target(byId, c.id(), "Lambda", "functionARN", c.lambdaFunctionArn(), c.events())
                    .set("filter", filter(c.filter())));
    if (response.eventBridgeConfiguration() != null) {
      node.putObject("eventBridgeConfiguration");
    }
    return node;
  }

  private static ObjectNode target(
      ObjectNode byId, String id, String kind, String arnName, String arn, List<Event> events) {
    ObjectNode node = byId.putObject(id).put("type", kind + "Configuration").put(arnName, arn);
    ArrayNode list = node.putArray("events");
    events.stream().map(Event::toString).sorted().forEach(list::add);
    node.putArray("objectPrefixes");
    return node;
  }

  private static JsonNode filter(@Nullable NotificationConfigurationFilter filter) {
    if (filter == null || filter.key() == null) {
      return NullNode.getInstance();
    }
    ObjectNode node = NODES.objectNode();
    ArrayNode rules = node.putObject("s3KeyFilter").putArray("filterRules");
    filter
        .key()
        .filterRules()
        .forEach(r -> rules.addObject().put("name", r.nameAsString()).put("value", r.value()));
    return node;
  }

  @SuppressWarnings("deprecation") // old rules have their prefix outside the filter
  static ObjectNode replication(ReplicationConfiguration replication) {
    ObjectNode node = NODES.objectNode();
    node.put("roleARN", replication.role());
    ObjectNode rules = node.putObject("rules");
    for (ReplicationRule rule : replication.rules()) {
      ObjectNode entry = rules.putObject(rule.id());
      boolean filtered = rule.prefix() == null && rule.filter() != null;
      entry.put("prefix", filtered ? rule.filter().prefix() : rule.prefix());
      entry.put("status", rule.statusAsString());
      ObjectNode destination = entry.putObject("destinationConfig");
      destination.put("bucketARN", rule.destination().bucket());
      destination.put("account", rule.destination().account());
      destination.put("storageClass", rule.destination().storageClassAsString());
    }
    return node;
  }

  static ObjectNode website(GetBucketWebsiteResponse website) {
    ObjectNode node = NODES.objectNode();
    var index = website.indexDocument();
    node.put("indexDocumentSuffix", index == null ? null : index.suffix());
    var error = website.errorDocument();
    node.put("errorDocument", error == null ? null : error.key());
    var all = website.redirectAllRequestsTo();
    node.set(
        "redirectAllRequestsTo",
        all == null
            ? NullNode.getInstance()
            : redirect(all.protocolAsString(), all.hostName(), null, null, null));
    ArrayNode rules = node.putArray("routingRules");
    website.routingRules().forEach(rule -> rules.add(routing(rule)));
    return node;
  }

  private static ObjectNode routing(RoutingRule rule) {
    ObjectNode node = NODES.objectNode();
    var condition = rule.condition();
    if (condition == null) {
      node.putNull("condition");
    } else {
      node.putObject("condition")
          .put("keyPrefixEquals", condition.keyPrefixEquals())
          .put("httpErrorCodeReturnedEquals", condition.httpErrorCodeReturnedEquals());
    }
    var to = rule.redirect();
    node.set(
        "redirect",
        to == null
            ? NullNode.getInstance()
            : redirect(
                to.protocolAsString(),
                to.hostName(),
                to.replaceKeyPrefixWith(),
                to.replaceKeyWith(),
                to.httpRedirectCode()));
    return node;
  }

  private static ObjectNode redirect(
      @Nullable String protocol,
      @Nullable String host,
      @Nullable String prefix,
      @Nullable String key,
      @Nullable String code) {
    return NODES
        .objectNode()
        .put("protocol", protocol)
        .put("hostName", host)
        .put("replaceKeyPrefixWith", prefix)
        .put("replaceKeyWith", key)
        .put("httpRedirectCode", code);
  }

  static ObjectNode crossOrigin(List<CORSRule> rules) {
    ObjectNode node = NODES.objectNode();
    ArrayNode list = node.putArray("rules");
    for (CORSRule rule : rules) {
      ObjectNode entry = list.addObject().put("id", rule.id());
      texts(entry, "allowedMethods", rule.allowedMethods());
      texts(entry, "allowedOrigins", rule.allowedOrigins());
      texts(entry, "allowedHeaders", rule.allowedHeaders());
      texts(entry, "exposedHeaders", rule.exposeHeaders());
      entry.put("maxAgeSeconds", rule.maxAgeSeconds() == null ? 0 : rule.maxAgeSeconds());
    }
    return node;
  }

  private static void texts(ObjectNode node, String name, List<String> texts) {
    ArrayNode list = node.putArray(name);
    texts.forEach(list::add);
  }
}
