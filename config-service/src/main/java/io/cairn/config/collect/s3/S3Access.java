package io.cairn.config.collect.s3;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.cairn.config.collect.Arns;
import io.cairn.config.collect.JsonPaths;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.GetBucketAclResponse;
import software.amazon.awssdk.services.s3.model.Grant;
import software.amazon.awssdk.services.s3.model.Owner;

/** Who may do what with a bucket, in the form of the first Java SDK. */
final class S3Access {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final Map<String, String> PERMISSIONS =
      Map.of(
          "FULL_CONTROL", "FullControl",
          "READ", "Read",
          "WRITE", "Write",
          "READ_ACP", "ReadAcp",
          "WRITE_ACP", "WriteAcp");

  private S3Access() {}

  /**
   * Gives the owner and the list; the list is JSON in a text, so it is encoded twice in the API.
   */
  static ObjectNode acl(GetBucketAclResponse response) {
    ObjectNode owner = owner(response.owner());
    ObjectNode acl = NODES.objectNode();
    acl.putNull("grantSet");
    ArrayNode grants = acl.putArray("grantList");
    response.grants().forEach(grant -> grants.add(grant(grant)));
    acl.set("owner", NODES.objectNode().setAll(owner));
    acl.put("isRequesterCharged", false);
    JsonPaths.sort(acl, "grantList");
    ObjectNode both = NODES.objectNode();
    both.set("owner", owner);
    both.set("AccessControlList", TextNode.valueOf(acl.toString()));
    return both;
  }

  private static ObjectNode owner(@Nullable Owner owner) {
    ObjectNode node = NODES.objectNode();
    node.put("displayName", owner == null ? null : owner.displayName());
    node.put("id", owner == null ? null : owner.id());
    return node;
  }

  private static ObjectNode grant(Grant grant) {
    ObjectNode node = NODES.objectNode();
    String group = grant.grantee().uri();
    if (group == null) {
      ObjectNode grantee = node.putObject("grantee");
      grantee.put("id", grant.grantee().id());
      grantee.put("displayName", grant.grantee().displayName());
    } else {
      node.put("grantee", Arns.last(group));
    }
    String permission = grant.permissionAsString();
    node.put("permission", PERMISSIONS.getOrDefault(permission, permission));
    return node;
  }
}
