package io.cairn.standalone.s3;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a client reaches the S3 endpoint.
 *
 * @param endpoint null for AWS itself
 * @param accessKeyId null to use the SDK's default chain
 * @param secretAccessKey null to use the SDK's default chain
 */
public record S3Access(
    @Nullable URI endpoint, @Nullable String accessKeyId, @Nullable String secretAccessKey) {

  /** The environment of a service process. */
  public Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>();
    if (endpoint != null) {
      environment.put("CAIRN_S3_ENDPOINT", endpoint.toString());
    }
    if (accessKeyId != null && secretAccessKey != null) {
      environment.put("CAIRN_S3_ACCESS_KEY_ID", accessKeyId);
      environment.put("CAIRN_S3_SECRET_ACCESS_KEY", secretAccessKey);
    }
    return environment;
  }

  /** Hides the secret. */
  @Override
  public String toString() {
    return accessKeyId + "@" + endpoint;
  }
}
