package io.cairn.config.collect.s3;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningResponse;
import software.amazon.awssdk.services.s3.model.LoggingEnabled;
import software.amazon.awssdk.services.s3.model.MFADeleteStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockConfiguration;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/** How a bucket keeps what is in it, in the form of the first Java SDK. */
final class S3Storage {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private S3Storage() {}

  static ObjectNode encryption(List<ServerSideEncryptionRule> rules) {
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

  static ObjectNode versioning(GetBucketVersioningResponse response) {
    String status = response.statusAsString();
    ObjectNode node = NODES.objectNode();
    node.put("status", status == null ? "Off" : status);
    node.put(
        "isMfaDeleteEnabled",
        response.mfaDelete() == null ? null : response.mfaDelete() == MFADeleteStatus.ENABLED);
    return node;
  }

  static ObjectNode logging(@Nullable LoggingEnabled logging) {
    ObjectNode node = NODES.objectNode();
    node.put("destinationBucketName", logging == null ? null : logging.targetBucket());
    node.put("logFilePrefix", logging == null ? null : logging.targetPrefix());
    return node;
  }

  static ObjectNode objectLock(ObjectLockConfiguration lock) {
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
}
