package io.cairn.config.collect.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.config.collect.sdk.Family;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.LifecycleRuleFilter;
import software.amazon.awssdk.services.s3.model.NoncurrentVersionTransition;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Transition;

/** A bucket's lifecycle rules in the form of the first Java SDK; days that are not set are -1. */
final class S3Lifecycle {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int UNSET = -1;

  private S3Lifecycle() {}

  static ObjectNode of(List<LifecycleRule> rules) {
    ObjectNode node = NODES.objectNode();
    ArrayNode list = node.putArray("rules");
    rules.forEach(rule -> list.add(rule(rule)));
    return node;
  }

  @SuppressWarnings("deprecation") // old rules have their prefix outside the filter
  private static ObjectNode rule(LifecycleRule rule) {
    ObjectNode node = NODES.objectNode();
    node.put("id", rule.id());
    node.put("prefix", rule.prefix());
    node.put("status", rule.statusAsString());
    node.set("filter", filter(rule.filter()));
    expiration(rule, node);
    node.set("transitions", transitions(rule));
    node.set("noncurrentVersionTransitions", noncurrentTransitions(rule));
    var abort = rule.abortIncompleteMultipartUpload();
    if (abort == null) {
      node.putNull("abortIncompleteMultipartUpload");
    } else {
      node.putObject("abortIncompleteMultipartUpload")
          .put("daysAfterInitiation", days(abort.daysAfterInitiation()));
    }
    return node;
  }

  private static void expiration(LifecycleRule rule, ObjectNode node) {
    var expiration = rule.expiration();
    node.put("expirationInDays", expiration == null ? UNSET : days(expiration.days()));
    node.set("expirationDate", time(expiration == null ? null : expiration.date()));
    node.put(
        "expiredObjectDeleteMarker",
        expiration != null && Boolean.TRUE.equals(expiration.expiredObjectDeleteMarker()));
    var noncurrent = rule.noncurrentVersionExpiration();
    node.put(
        "noncurrentVersionExpirationInDays",
        noncurrent == null ? UNSET : days(noncurrent.noncurrentDays()));
    if (noncurrent != null && noncurrent.newerNoncurrentVersions() != null) {
      node.put("newerNoncurrentVersions", noncurrent.newerNoncurrentVersions());
    }
  }

  private static JsonNode transitions(LifecycleRule rule) {
    if (rule.transitions().isEmpty()) {
      return NullNode.getInstance();
    }
    ArrayNode list = NODES.arrayNode();
    for (Transition transition : rule.transitions()) {
      ObjectNode node = list.addObject();
      node.put("days", days(transition.days()));
      node.set("date", time(transition.date()));
      node.put("storageClass", transition.storageClassAsString());
    }
    return list;
  }

  private static JsonNode noncurrentTransitions(LifecycleRule rule) {
    if (rule.noncurrentVersionTransitions().isEmpty()) {
      return NullNode.getInstance();
    }
    ArrayNode list = NODES.arrayNode();
    for (NoncurrentVersionTransition transition : rule.noncurrentVersionTransitions()) {
      list.addObject()
          .put("days", days(transition.noncurrentDays()))
          .put("storageClass", transition.storageClassAsString());
    }
    return list;
  }

  private static JsonNode filter(@Nullable LifecycleRuleFilter filter) {
    if (filter == null) {
      return NullNode.getInstance();
    }
    ObjectNode node = NODES.objectNode();
    List<ObjectNode> found = new ArrayList<>();
    if (filter.and() == null) {
      predicates(
          found,
          filter.prefix(),
          filter.tag() == null ? List.of() : List.of(filter.tag()),
          filter.objectSizeGreaterThan(),
          filter.objectSizeLessThan());
      node.set("predicate", found.isEmpty() ? NullNode.getInstance() : found.getFirst());
      return node;
    }
    predicates(
        found,
        filter.and().prefix(),
        filter.and().tags(),
        filter.and().objectSizeGreaterThan(),
        filter.and().objectSizeLessThan());
    ObjectNode and = node.putObject("predicate").put("type", "LifecycleAndOperator");
    and.putArray("operands").addAll(found);
    return node;
  }

  private static void predicates(
      List<ObjectNode> to,
      @Nullable String prefix,
      List<Tag> tags,
      @Nullable Long above,
      @Nullable Long below) {
    if (prefix != null) {
      to.add(predicate("LifecyclePrefixPredicate").put("prefix", prefix));
    }
    for (Tag tag : tags) {
      ObjectNode predicate = predicate("LifecycleTagPredicate");
      predicate.putObject("tag").put("key", tag.key()).put("value", tag.value());
      to.add(predicate);
    }
    if (above != null) {
      to.add(
          predicate("LifecycleObjectSizeGreaterThanPredicate").put("objectSizeGreaterThan", above));
    }
    if (below != null) {
      to.add(predicate("LifecycleObjectSizeLessThanPredicate").put("objectSizeLessThan", below));
    }
  }

  private static ObjectNode predicate(String type) {
    return NODES.objectNode().put("type", type);
  }

  private static int days(@Nullable Integer days) {
    return days == null ? UNSET : days;
  }

  private static JsonNode time(@Nullable Instant time) {
    return time == null ? NullNode.getInstance() : Family.FIRST_LETTER.time(time);
  }
}
