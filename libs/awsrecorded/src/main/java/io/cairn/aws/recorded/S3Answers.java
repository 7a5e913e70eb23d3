package io.cairn.aws.recorded;

import static io.cairn.aws.recorded.Listings.NODES;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** S3's buckets with their settings, and the account's public-access block (s3control). */
final class S3Answers {

  /** Settings that go over the wire as they are stored. */
  private record Stored(String operation, String member, String root, @Nullable String absent) {}

  private static final List<Stored> STORED =
      List.of(
          new Stored(
              "GetBucketNotificationConfiguration",
              "Notification",
              "NotificationConfiguration",
              null),
          new Stored(
              "GetBucketLifecycleConfiguration",
              "Lifecycle",
              "LifecycleConfiguration",
              "NoSuchLifecycleConfiguration"),
          new Stored(
              "GetBucketReplication",
              "Replication",
              "ReplicationConfiguration",
              "ReplicationConfigurationNotFoundError"),
          new Stored(
              "GetBucketWebsite", "Website", "WebsiteConfiguration", "NoSuchWebsiteConfiguration"),
          new Stored("GetBucketCors", "Cors", "CORSConfiguration", "NoSuchCORSConfiguration"),
          new Stored(
              "GetObjectLockConfiguration",
              "ObjectLock",
              "ObjectLockConfiguration",
              "ObjectLockConfigurationNotFoundError"),
          new Stored(
              "GetBucketAccelerateConfiguration", "Accelerate", "AccelerateConfiguration", null),
          new Stored(
              "GetBucketRequestPayment", "RequestPayment", "RequestPaymentConfiguration", null));

  private static final String SCHEMA = "http://www.w3.org/2001/XMLSchema-instance";
  private static final String BLOCK = "PublicAccessBlockConfiguration";
  private static final String NO_BLOCK = "NoSuchPublicAccessBlockConfiguration";

  private S3Answers() {}

  static void register(Map<String, Operations.Operation> operations) {
    operations.put("s3:ListBuckets", S3Answers::buckets);
    operations.put("s3:GetBucketLocation", S3Answers::location);
    operations.put("s3:GetBucketAcl", S3Answers::acl);
    operations.put("s3:GetBucketPolicy", S3Answers::policy);
    operations.put(
        "s3:GetPublicAccessBlock",
        (c, x) -> setting(bucket(c, x), "PublicAccessBlock", BLOCK, NO_BLOCK));
    operations.put(
        "s3:GetBucketEncryption",
        (c, x) ->
            setting(
                bucket(c, x),
                "Encryption",
                "ServerSideEncryptionConfiguration",
                "ServerSideEncryptionConfigurationNotFoundError"));
    operations.put(
        "s3:GetBucketVersioning",
        (c, x) -> setting(bucket(c, x), "Versioning", "VersioningConfiguration", null));
    operations.put("s3:GetBucketLogging", S3Answers::logging);
    operations.put("s3:GetBucketTagging", S3Answers::tagging);
    for (Stored stored : STORED) {
      operations.put(
          "s3:" + stored.operation(),
          (c, x) -> setting(bucket(c, x), stored.member(), stored.root(), stored.absent()));
    }
    operations.put(
        "s3control:GetPublicAccessBlock",
        (c, x) -> setting(x.content(), "PublicAccessBlock", BLOCK, NO_BLOCK));
  }

  private static ObjectNode root(String name, JsonNode node) {
    ObjectNode answer = NODES.objectNode().put("$root", name);
    answer.set(name, node);
    return answer;
  }

  private static ObjectNode setting(
      ObjectNode holder, String member, String root, @Nullable String absent) {
    JsonNode value = holder.path(member);
    if (!value.isObject() && absent != null) {
      throw new AwsError(404, absent, "The configuration does not exist");
    }
    return root(root, value.isObject() ? value : NODES.objectNode());
  }

  private static ObjectNode buckets(Call call, Operations.Context context) {
    String prefix = String.valueOf(call.parameters().getOrDefault("prefix", ""));
    String region = call.parameter("bucket-region");
    List<JsonNode> elements =
        Listings.elements(context.content(), "Buckets").stream()
            .filter(b -> b.path("Name").asText().startsWith(prefix))
            .filter(b -> region == null || region.equals(b.path("BucketRegion").asText()))
            .toList();
    boolean paged = call.parameter("max-buckets") != null && !context.content().has("HideRegions");
    int most = Math.min(call.number("max-buckets", 10_000), context.pageSize());
    String[] shown =
        paged
            ? new String[] {"Name", "CreationDate", "BucketRegion"}
            : new String[] {"Name", "CreationDate"};
    var page =
        Listings.page(
            elements, most, call.parameter("continuation-token"), b -> Listings.only(b, shown));
    ObjectNode result = NODES.objectNode();
    result.set("Buckets", page.items());
    result.put("ContinuationToken", page.next());
    return root("ListAllMyBucketsResult", result);
  }

  private static ObjectNode bucket(Call call, Operations.Context context) {
    return Listings.find(
        context.content(),
        "Buckets",
        "Name",
        call.required("Bucket"),
        new AwsError(404, "NoSuchBucket", "The specified bucket does not exist"));
  }

  private static ObjectNode location(Call call, Operations.Context context) {
    String region = bucket(call, context).path("BucketRegion").asText();
    return root("LocationConstraint", NODES.textNode(region.equals("us-east-1") ? "" : region));
  }

  /** Grantees carry their type in an attribute. */
  private static ObjectNode acl(Call call, Operations.Context context) {
    JsonNode acl = bucket(call, context).path("Acl");
    ObjectNode result = NODES.objectNode();
    result.set("Owner", acl.path("Owner"));
    ArrayNode grants = result.putArray("AccessControlList");
    for (JsonNode grant : acl.path("Grants")) {
      ObjectNode entry = grants.addObject();
      ObjectNode grantee = entry.putObject("Grantee");
      boolean group = grant.path("Grantee").has("URI");
      grantee.put("@xmlns:xsi", SCHEMA);
      grantee.put("@xsi:type", group ? "Group" : "CanonicalUser");
      grantee.setAll((ObjectNode) grant.path("Grantee"));
      entry.set("Permission", grant.path("Permission"));
    }
    return root("AccessControlPolicy", result);
  }

  private static ObjectNode policy(Call call, Operations.Context context) {
    JsonNode policy = bucket(call, context).path("Policy");
    if (!policy.isTextual()) {
      throw new AwsError(404, "NoSuchBucketPolicy", "The bucket policy does not exist");
    }
    return NODES.objectNode().put("$raw", policy.asText());
  }

  private static ObjectNode logging(Call call, Operations.Context context) {
    JsonNode logging = bucket(call, context).path("Logging");
    ObjectNode result = NODES.objectNode();
    if (logging.isObject()) {
      result.set("LoggingEnabled", logging);
    }
    return root("BucketLoggingStatus", result);
  }

  private static ObjectNode tagging(Call call, Operations.Context context) {
    JsonNode tags = bucket(call, context).path("Tags");
    if (tags.isEmpty()) {
      throw new AwsError(404, "NoSuchTagSet", "The TagSet does not exist");
    }
    return root("Tagging", NODES.objectNode().set("TagSet", tags));
  }
}
