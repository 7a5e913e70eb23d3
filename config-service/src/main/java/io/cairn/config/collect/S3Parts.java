package io.cairn.config.collect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetBucketAclResponse;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningResponse;
import software.amazon.awssdk.services.s3.model.Grant;
import software.amazon.awssdk.services.s3.model.LoggingEnabled;
import software.amazon.awssdk.services.s3.model.MFADeleteStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockConfiguration;
import software.amazon.awssdk.services.s3.model.Owner;
import software.amazon.awssdk.services.s3.model.Payer;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/** A bucket's settings, spelled as AWS Config does: in the forms of the first Java SDK. */
final class S3Parts {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String OWNER = "configuration.owner";
  private static final String ACL = "supplementaryConfiguration.AccessControlList";
  private static final String TAGGING = "supplementaryConfiguration.BucketTaggingConfiguration";
  private static final Set<String> NONE = Set.of();

  /** What regions and look-alikes of S3 say of a setting that they do not have. */
  private static final Set<String> NOT_OFFERED =
      Set.of("MethodNotAllowed", "NotImplemented", "UnsupportedArgument");

  private static final Map<String, String> PERMISSIONS =
      Map.of(
          "FULL_CONTROL", "FullControl",
          "READ", "Read",
          "WRITE", "Write",
          "READ_ACP", "ReadAcp",
          "WRITE_ACP", "WriteAcp");

  static final List<Part<S3Client>> ALL =
      List.of(
          new Part<>(
              List.of(OWNER, ACL),
              "s3:GetBucketAcl",
              NONE,
              null,
              (s3, bucket) -> acl(s3.getBucketAcl(r -> r.bucket(name(bucket))))),
          part(
              "BucketPolicy",
              "s3:GetBucketPolicy",
              "NoSuchBucketPolicy",
              policy(null),
              (s3, bucket) -> policy(s3.getBucketPolicy(r -> r.bucket(name(bucket))).policy())),
          part(
              "PublicAccessBlockConfiguration",
              "s3:GetBucketPublicAccessBlock",
              "NoSuchPublicAccessBlockConfiguration",
              null,
              (s3, bucket) ->
                  ItemMapper.map(
                      s3.getPublicAccessBlock(r -> r.bucket(name(bucket)))
                          .publicAccessBlockConfiguration(),
                      Family.FIRST_LETTER)),
          part(
              "ServerSideEncryptionConfiguration",
              "s3:GetEncryptionConfiguration",
              "ServerSideEncryptionConfigurationNotFoundError",
              null,
              (s3, bucket) ->
                  encryption(
                      s3.getBucketEncryption(r -> r.bucket(name(bucket)))
                          .serverSideEncryptionConfiguration()
                          .rules())),
          part(
              "BucketVersioningConfiguration",
              "s3:GetBucketVersioning",
              null,
              null,
              (s3, bucket) -> versioning(s3.getBucketVersioning(r -> r.bucket(name(bucket))))),
          part(
              "BucketLoggingConfiguration",
              "s3:GetBucketLogging",
              null,
              null,
              (s3, bucket) ->
                  logging(s3.getBucketLogging(r -> r.bucket(name(bucket))).loggingEnabled())),
          part(
              "BucketNotificationConfiguration",
              "s3:GetBucketNotification",
              (s3, name) ->
                  S3Sharing.notifications(
                      s3.getBucketNotificationConfiguration(r -> r.bucket(name)))),
          part(
              "BucketLifecycleConfiguration",
              "s3:GetLifecycleConfiguration",
              (s3, name) ->
                  S3Lifecycle.of(s3.getBucketLifecycleConfiguration(r -> r.bucket(name)).rules()),
              "NoSuchLifecycleConfiguration"),
          part(
              "BucketReplicationConfiguration",
              "s3:GetReplicationConfiguration",
              (s3, name) ->
                  S3Sharing.replication(
                      s3.getBucketReplication(r -> r.bucket(name)).replicationConfiguration()),
              "ReplicationConfigurationNotFoundError"),
          part(
              "BucketWebsiteConfiguration",
              "s3:GetBucketWebsite",
              (s3, name) -> S3Sharing.website(s3.getBucketWebsite(r -> r.bucket(name))),
              "NoSuchWebsiteConfiguration"),
          part(
              "BucketCrossOriginConfiguration",
              "s3:GetBucketCORS",
              (s3, name) ->
                  S3Sharing.crossOrigin(s3.getBucketCors(r -> r.bucket(name)).corsRules()),
              "NoSuchCORSConfiguration"),
          part(
              "ObjectLockConfiguration",
              "s3:GetBucketObjectLockConfiguration",
              (s3, name) ->
                  objectLock(
                      s3.getObjectLockConfiguration(r -> r.bucket(name)).objectLockConfiguration()),
              "ObjectLockConfigurationNotFoundError"),
          part(
              "BucketAccelerateConfiguration",
              "s3:GetAccelerateConfiguration",
              (s3, name) ->
                  NODES
                      .objectNode()
                      .put(
                          "status",
                          s3.getBucketAccelerateConfiguration(r -> r.bucket(name))
                              .statusAsString())),
          part(
              "IsRequesterPaysEnabled",
              "s3:GetBucketRequestPayment",
              (s3, name) ->
                  BooleanNode.valueOf(
                      s3.getBucketRequestPayment(r -> r.bucket(name)).payer() == Payer.REQUESTER)),
          new Part<>(
              List.of(Draft.TAGS),
              "s3:GetBucketTagging",
              Set.of("NoSuchTagSet"),
              NODES.objectNode(),
              S3Parts::tags));

  private S3Parts() {}

  /** Reads a setting of the bucket with a name. */
  @FunctionalInterface
  private interface Setting {
    JsonNode read(S3Client s3, String bucket);
  }

  /** A setting whose key is left out where there is none, or where S3 does not offer it. */
  private static Part<S3Client> part(
      String name, String action, Setting setting, String... absentCodes) {
    Set<String> absent = new HashSet<>(NOT_OFFERED);
    absent.addAll(List.of(absentCodes));
    return new Part<>(
        List.of(Draft.SUPPLEMENTARY + "." + name),
        action,
        absent,
        null,
        (s3, bucket) -> setting.read(s3, name(bucket)));
  }

  private static ObjectNode objectLock(ObjectLockConfiguration lock) {
    ObjectNode node = NODES.objectNode();
    node.put("objectLockEnabled", lock.objectLockEnabledAsString());
    var retention = lock.rule() == null ? null : lock.rule().defaultRetention();
    if (retention == null) {
      node.putNull("rule");
    } else {
      node.putObject("rule")
          .putObject("defaultRetention")
          .put("mode", retention.modeAsString())
          .put("days", retention.days())
          .put("years", retention.years());
    }
    return node;
  }

  /** Repeats the tags in the second form, where there are any. */
  static void finish(Draft draft) {
    draft.repeatTags(TAGGING, tags -> NODES.objectNode().set("tagSets", tagSets(tags)));
  }

  private static Part<S3Client> part(
      String name,
      String action,
      @Nullable String absentCode,
      @Nullable JsonNode whenAbsent,
      Part.Reading<S3Client> read) {
    return new Part<>(
        List.of(Draft.SUPPLEMENTARY + "." + name),
        action,
        absentCode == null ? NONE : Set.of(absentCode),
        whenAbsent,
        read);
  }

  private static String name(ObjectNode bucket) {
    return JsonPaths.required(bucket, "name");
  }

  private static ObjectNode policy(@Nullable String text) {
    return NODES.objectNode().put("policyText", text);
  }

  /**
   * Gives the owner and the list; the list is JSON in a text, so it is encoded twice in the API.
   */
  private static ObjectNode acl(GetBucketAclResponse response) {
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

  private static ObjectNode encryption(List<ServerSideEncryptionRule> rules) {
    ObjectNode node = NODES.objectNode();
    ArrayNode list = node.putArray("rules");
    for (ServerSideEncryptionRule rule : rules) {
      ObjectNode entry = list.addObject();
      var byDefault = rule.applyServerSideEncryptionByDefault();
      if (byDefault != null) {
        entry
            .putObject("applyServerSideEncryptionByDefault")
            .put("sseAlgorithm", byDefault.sseAlgorithmAsString())
            .put("kmsMasterKeyID", byDefault.kmsMasterKeyID());
      }
      entry.put("bucketKeyEnabled", Boolean.TRUE.equals(rule.bucketKeyEnabled()));
    }
    return node;
  }

  private static ObjectNode versioning(GetBucketVersioningResponse response) {
    String status = response.statusAsString();
    ObjectNode node = NODES.objectNode();
    node.put("status", status == null ? "Off" : status);
    node.put(
        "isMfaDeleteEnabled",
        response.mfaDelete() == null ? null : response.mfaDelete() == MFADeleteStatus.ENABLED);
    return node;
  }

  private static ObjectNode logging(@Nullable LoggingEnabled logging) {
    ObjectNode node = NODES.objectNode();
    node.put("destinationBucketName", logging == null ? null : logging.targetBucket());
    node.put("logFilePrefix", logging == null ? null : logging.targetPrefix());
    return node;
  }

  private static ObjectNode tags(S3Client s3, ObjectNode bucket) {
    Map<String, String> tags = new HashMap<>();
    s3.getBucketTagging(r -> r.bucket(name(bucket)))
        .tagSet()
        .forEach(tag -> tags.put(tag.key(), tag.value()));
    return Tags.map(tags);
  }

  private static ArrayNode tagSets(ObjectNode tags) {
    ArrayNode sets = NODES.arrayNode();
    sets.addObject().set("tags", tags);
    return sets;
  }
}
