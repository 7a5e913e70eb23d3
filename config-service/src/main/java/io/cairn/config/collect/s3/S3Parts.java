package io.cairn.config.collect.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.config.collect.JsonPaths;
import io.cairn.config.collect.sdk.Draft;
import io.cairn.config.collect.sdk.Family;
import io.cairn.config.collect.sdk.ItemMapper;
import io.cairn.config.collect.sdk.Part;
import io.cairn.config.collect.sdk.Tags;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Payer;

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

  static final List<Part<S3Client>> ALL =
      List.of(
          new Part<>(
              List.of(OWNER, ACL),
              "s3:GetBucketAcl",
              NONE,
              null,
              (s3, bucket) -> S3Access.acl(s3.getBucketAcl(r -> r.bucket(name(bucket))))),
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
                  S3Storage.encryption(
                      s3.getBucketEncryption(r -> r.bucket(name(bucket)))
                          .serverSideEncryptionConfiguration()
                          .rules())),
          part(
              "BucketVersioningConfiguration",
              "s3:GetBucketVersioning",
              null,
              null,
              (s3, bucket) ->
                  S3Storage.versioning(s3.getBucketVersioning(r -> r.bucket(name(bucket))))),
          part(
              "BucketLoggingConfiguration",
              "s3:GetBucketLogging",
              null,
              null,
              (s3, bucket) ->
                  S3Storage.logging(
                      s3.getBucketLogging(r -> r.bucket(name(bucket))).loggingEnabled())),
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
                  S3Storage.objectLock(
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
