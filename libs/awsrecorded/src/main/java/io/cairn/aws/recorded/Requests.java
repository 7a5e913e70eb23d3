package io.cairn.aws.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tells which operation a request means, in each protocol. */
final class Requests {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String CONTROL = "/v20180820/";
  private static final String FUNCTIONS = "/2015-03-31/functions";

  /** Bucket settings by the query parameter that selects them. */
  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry("acl", "GetBucketAcl"),
          Map.entry("policy", "GetBucketPolicy"),
          Map.entry("publicAccessBlock", "GetPublicAccessBlock"),
          Map.entry("encryption", "GetBucketEncryption"),
          Map.entry("versioning", "GetBucketVersioning"),
          Map.entry("logging", "GetBucketLogging"),
          Map.entry("tagging", "GetBucketTagging"),
          Map.entry("location", "GetBucketLocation"),
          Map.entry("notification", "GetBucketNotificationConfiguration"),
          Map.entry("lifecycle", "GetBucketLifecycleConfiguration"),
          Map.entry("replication", "GetBucketReplication"),
          Map.entry("website", "GetBucketWebsite"),
          Map.entry("cors", "GetBucketCors"),
          Map.entry("object-lock", "GetObjectLockConfiguration"),
          Map.entry("accelerate", "GetBucketAccelerateConfiguration"),
          Map.entry("requestPayment", "GetBucketRequestPayment"));

  private Requests() {}

  /** The service, with S3's account settings told apart by their path. */
  static String service(String scope, String rawPath) {
    return scope.equals("s3") && rawPath.startsWith(CONTROL) ? "s3control" : scope;
  }

  static Call read(Signature signature, String service, String account, Signature.Signed request) {
    Map<String, String> parameters = new HashMap<>(pairs(request.rawQuery()));
    ObjectNode body = MAPPER.createObjectNode();
    String operation;
    switch (Protocol.of(service)) {
      case EC2, QUERY -> {
        parameters.putAll(pairs(new String(request.body(), StandardCharsets.UTF_8)));
        operation = parameters.getOrDefault("Action", "");
      }
      case S3 -> operation = rest(service, request, parameters);
      case JSON -> {
        if (service.equals("lambda")) {
          operation = lambda(request, parameters);
        } else {
          String target = request.headers().getOrDefault("x-amz-target", "");
          operation = target.substring(target.lastIndexOf('.') + 1);
          body = json(request.body());
        }
      }
      default -> throw new IllegalStateException(service);
    }
    return new Call(account, signature.region(), service, operation, parameters, body);
  }

  private static String rest(
      String service, Signature.Signed request, Map<String, String> parameters) {
    String path = decode(request.rawPath());
    if (service.equals("s3control")) {
      return path.equals(CONTROL + "configuration/publicAccessBlock")
          ? "GetPublicAccessBlock"
          : request.method() + " " + path;
    }
    if (path.equals("/")) {
      return "ListBuckets";
    }
    parameters.put("Bucket", path.substring(1).split("/", 2)[0]);
    return parameters.keySet().stream()
        .filter(SETTINGS::containsKey)
        .findFirst()
        .map(SETTINGS::get)
        .orElse(request.method() + " " + path);
  }

  private static String lambda(Signature.Signed request, Map<String, String> parameters) {
    String path = decode(request.rawPath());
    if (path.equals(FUNCTIONS) || path.equals(FUNCTIONS + "/")) {
      return "ListFunctions";
    }
    if (!path.startsWith(FUNCTIONS + "/")) {
      return request.method() + " " + path;
    }
    List<String> steps = List.of(path.substring(FUNCTIONS.length() + 1).split("/", -1));
    parameters.put("FunctionName", steps.getFirst());
    if (steps.size() == 1) {
      return "GetFunction";
    }
    return steps.get(1).equals("policy") ? "GetPolicy" : request.method() + " " + path;
  }

  private static ObjectNode json(byte[] body) {
    try {
      JsonNode node = body.length == 0 ? MAPPER.createObjectNode() : MAPPER.readTree(body);
      if (node instanceof ObjectNode object) {
        return object;
      }
      throw new AwsError(400, "SerializationException", "The body is not a JSON object.");
    } catch (IOException e) {
      throw new AwsError(400, "SerializationException", "The body is not JSON.");
    }
  }

  private static Map<String, String> pairs(String form) {
    Map<String, String> pairs = new HashMap<>();
    for (String pair : form.split("&", -1)) {
      if (!pair.isEmpty()) {
        String[] sides = pair.split("=", 2);
        pairs.put(decode(sides[0]), sides.length == 2 ? decode(sides[1]) : "");
      }
    }
    return pairs;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
