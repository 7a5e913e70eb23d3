package io.cairn.aws.recorded;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The wire protocols: how an answer and an error look, and how each service words refusals. */
enum Protocol {
  EC2 {
    @Override
    Rendered answer(Call call, ObjectNode answer, String requestId) {
      ObjectNode root = NODES.objectNode();
      root.put("@xmlns", "http://ec2.amazonaws.com/doc/2016-11-15/");
      root.put("requestId", requestId);
      root.setAll(answer);
      return xml(200, Xml.write(call.operation() + "Response", root, Xml.EC2));
    }

    @Override
    Rendered error(String service, AwsError error, String requestId) {
      ObjectNode root = NODES.objectNode();
      root.putObject("Errors")
          .putObject("Error")
          .put("Code", error.code())
          .put("Message", error.text());
      root.put("RequestID", requestId);
      return xml(error.status(), Xml.write("Response", root, Xml.EC2));
    }
  },
  QUERY {
    @Override
    Rendered answer(Call call, ObjectNode answer, String requestId) {
      ObjectNode root = NODES.objectNode();
      root.set(call.operation() + "Result", answer);
      root.putObject("ResponseMetadata").put("RequestId", requestId);
      var names = call.service().equals("rds") ? Xml.RDS : MAPS;
      return xml(200, Xml.write(call.operation() + "Response", root, names));
    }

    @Override
    Rendered error(String service, AwsError error, String requestId) {
      return errorResponse(error, requestId);
    }
  },
  JSON {
    @Override
    Rendered answer(Call call, ObjectNode answer, String requestId) {
      return new Rendered(200, "application/x-amz-json-1.1", bytes(answer.toString()), Map.of());
    }

    @Override
    Rendered error(String service, AwsError error, String requestId) {
      ObjectNode body = NODES.objectNode();
      body.put("__type", error.code());
      body.put("message", error.text());
      return new Rendered(
          error.status(),
          "application/x-amz-json-1.1",
          bytes(body.toString()),
          Map.of("x-amzn-ErrorType", error.code()));
    }
  },
  S3 {
    @Override
    Rendered answer(Call call, ObjectNode answer, String requestId) {
      if (answer.has("$raw")) {
        byte[] raw = bytes(answer.path("$raw").asText());
        return new Rendered(200, "application/json", raw, Map.of());
      }
      String root = answer.path("$root").asText();
      return xml(200, Xml.write(root, answer.path(root), Xml.S3));
    }

    @Override
    Rendered error(String service, AwsError error, String requestId) {
      if (service.equals("s3control")) {
        return errorResponse(error, requestId);
      }
      ObjectNode root = NODES.objectNode();
      root.put("Code", error.code());
      root.put("Message", error.text());
      root.put("RequestId", requestId);
      return xml(error.status(), Xml.write("Error", root, Xml.S3));
    }
  };

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Maps are lists of entries in the query protocols. */
  private static final Xml.ItemNames MAPS =
      list -> list.equals("Attributes") || list.equals("SummaryMap") ? "entry" : "member";

  /** An answer on the wire. */
  record Rendered(int status, String contentType, byte[] body, Map<String, String> headers) {}

  abstract Rendered answer(Call call, ObjectNode answer, String requestId);

  abstract Rendered error(String service, AwsError error, String requestId);

  static Protocol of(String service) {
    return switch (service) {
      case "ec2" -> EC2;
      case "iam", "sts", "rds", "sns" -> QUERY;
      case "s3", "s3control" -> S3;
      default -> JSON;
    };
  }

  /** The service's way to say that the caller may not. */
  AwsError denied(String service, String operation) {
    String text = "User is not authorized to perform: " + service + ":" + operation;
    return switch (this) {
      case EC2 -> new AwsError(403, "UnauthorizedOperation", text);
      case QUERY ->
          new AwsError(403, service.equals("sns") ? "AuthorizationError" : "AccessDenied", text);
      case JSON ->
          new AwsError(service.equals("lambda") ? 403 : 400, "AccessDeniedException", text);
      case S3 -> new AwsError(403, "AccessDenied", "Access Denied");
    };
  }

  /** The service's way to say that there were too many requests. */
  AwsError throttled(String service) {
    return switch (this) {
      case EC2 -> new AwsError(503, "RequestLimitExceeded", "Request limit exceeded.");
      case QUERY -> new AwsError(400, "Throttling", "Rate exceeded");
      case JSON ->
          service.equals("lambda")
              ? new AwsError(429, "TooManyRequestsException", "Rate exceeded")
              : new AwsError(400, "ThrottlingException", "Rate exceeded");
      case S3 -> new AwsError(503, "SlowDown", "Please reduce your request rate.");
    };
  }

  /** The service's way to say that the caller's session has ended. */
  AwsError expired(String service) {
    String text = "The security token included in the request is expired";
    return switch (this) {
      case EC2 -> new AwsError(400, "RequestExpired", "Request has expired.");
      case QUERY -> new AwsError(403, "ExpiredToken", text);
      case JSON ->
          new AwsError(service.equals("lambda") ? 403 : 400, "ExpiredTokenException", text);
      case S3 -> new AwsError(400, "ExpiredToken", "The provided token has expired.");
    };
  }

  private static Rendered errorResponse(AwsError error, String requestId) {
    ObjectNode root = NODES.objectNode();
    root.putObject("Error")
        .put("Type", "Sender")
        .put("Code", error.code())
        .put("Message", error.text());
    root.put("RequestId", requestId);
    return xml(error.status(), Xml.write("ErrorResponse", root, Xml.QUERY));
  }

  private static Rendered xml(int status, String text) {
    return new Rendered(status, "text/xml;charset=UTF-8", bytes(text), Map.of());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
