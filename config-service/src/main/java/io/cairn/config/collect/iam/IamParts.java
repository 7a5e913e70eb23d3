package io.cairn.config.collect.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.cairn.config.collect.JsonPaths;
import io.cairn.config.collect.sdk.Family;
import io.cairn.config.collect.sdk.ItemMapper;
import io.cairn.config.collect.sdk.Tags;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.iam.IamClient;

/** IAM calls per principal; their answers are small, so all pages are taken in one step. */
final class IamParts {

  private IamParts() {}

  static JsonNode accessKeys(IamClient iam, String user) {
    ArrayNode keys = JsonNodeFactory.instance.arrayNode();
    iam.listAccessKeysPaginator(r -> r.userName(user))
        .accessKeyMetadata()
        .forEach(key -> keys.add(ItemMapper.map(key, Family.FIRST_LETTER).without("userName")));
    JsonPaths.sort(JsonNodeFactory.instance.objectNode().set("keys", keys), "keys");
    return keys;
  }

  static JsonNode mfaDevices(IamClient iam, String user) {
    ArrayNode devices = JsonNodeFactory.instance.arrayNode();
    iam.listMFADevicesPaginator(r -> r.userName(user))
        .mfaDevices()
        .forEach(d -> devices.add(ItemMapper.map(d, Family.FIRST_LETTER).without("userName")));
    JsonPaths.sort(JsonNodeFactory.instance.objectNode().set("devices", devices), "devices");
    return devices;
  }

  static JsonNode policyTags(IamClient iam, String policyArn) {
    Map<String, String> tags = new HashMap<>();
    iam.listPolicyTagsPaginator(r -> r.policyArn(policyArn))
        .tags()
        .forEach(t -> tags.put(t.key(), t.value()));
    return Tags.map(tags);
  }
}
