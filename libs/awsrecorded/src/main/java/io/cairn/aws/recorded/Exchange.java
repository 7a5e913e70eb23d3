package io.cairn.aws.recorded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One HTTP exchange: who asks, what for, the answer in its protocol. */
final class Exchange {

  private static final Logger LOGGER = LoggerFactory.getLogger(Exchange.class);
  private static final int MOST_BODY_BYTES = 1 << 20;

  private final Scenario scenario;
  private final Operations operations = new Operations();
  private final AtomicLong requests = new AtomicLong();

  Exchange(Scenario scenario) {
    this.scenario = scenario;
  }

  void handle(HttpExchange exchange) throws IOException {
    String requestId = String.format("00000000-0000-4000-8000-%012d", requests.incrementAndGet());
    String service = "";
    Protocol.Rendered rendered;
    try {
      var signed = signed(exchange);
      Signature signature = signature(signed);
      service = Requests.service(signature.service(), signed.rawPath());
      Identities.Identity identity = identify(signature, signed, service);
      Call call = Requests.read(signature, service, identity.account(), signed);
      scenario.faults().apply(call);
      ObjectNode answer = operations.answer(scenario, call, endpoint(exchange), identity);
      rendered = Protocol.of(service).answer(call, answer, requestId);
    } catch (RawAnswer e) {
      rendered = e.rendered();
    } catch (AwsError e) {
      rendered = Protocol.of(service).error(service, e, requestId);
    } catch (RuntimeException e) {
      LOGGER
          .atError()
          .addKeyValue("path", exchange.getRequestURI().getRawPath())
          .setCause(e)
          .log("recorded AWS failed on a request");
      var error = new AwsError(500, "InternalFailure", String.valueOf(e.getMessage()));
      rendered = Protocol.of(service).error(service, error, requestId);
    }
    send(exchange, rendered, requestId);
  }

  private static Signature.Signed signed(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
    byte[] body = exchange.getRequestBody().readNBytes(MOST_BODY_BYTES + 1);
    if (body.length > MOST_BODY_BYTES) {
      throw new AwsError(413, "RequestEntityTooLarge", "The request is larger than 1 MiB.");
    }
    String query = exchange.getRequestURI().getRawQuery();
    return new Signature.Signed(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getRawPath(),
        query == null ? "" : query,
        headers,
        body);
  }

  private static Signature signature(Signature.Signed request) {
    Signature signature = Signature.parse(request.headers().get("authorization"));
    if (signature == null) {
      throw new AwsError(403, "MissingAuthenticationToken", "Request is missing a signature.");
    }
    return signature;
  }

  private Identities.Identity identify(
      Signature signature, Signature.Signed request, String service) {
    Identities.Identity identity = scenario.identities().of(signature.accessKeyId());
    if (identity == null) {
      throw unknownKey(service);
    }
    String token = identity.sessionToken();
    if (token != null && !token.equals(request.headers().get("x-amz-security-token"))) {
      throw new AwsError(403, "ExpiredToken", "The security token is not the session's.");
    }
    if (!signature.fits(request, identity.secretAccessKey())) {
      throw new AwsError(
          403,
          "SignatureDoesNotMatch",
          "The request signature we calculated does not match the signature you provided.");
    }
    return identity;
  }

  private static AwsError unknownKey(String service) {
    String text = "The security token included in the request is invalid.";
    return switch (Protocol.of(service)) {
      case EC2 -> new AwsError(401, "AuthFailure", text);
      case QUERY -> new AwsError(403, "InvalidClientTokenId", text);
      case JSON -> new AwsError(400, "UnrecognizedClientException", text);
      case S3 -> new AwsError(403, "InvalidAccessKeyId", text);
    };
  }

  private static String endpoint(HttpExchange exchange) {
    return "http://127.0.0.1:" + exchange.getLocalAddress().getPort();
  }

  private static void send(HttpExchange exchange, Protocol.Rendered rendered, String requestId)
      throws IOException {
    try (exchange;
        OutputStream out = exchange.getResponseBody()) {
      var headers = exchange.getResponseHeaders();
      headers.set("Content-Type", rendered.contentType());
      headers.set("x-amzn-RequestId", requestId);
      rendered.headers().forEach(headers::set);
      exchange.sendResponseHeaders(
          rendered.status(), rendered.body().length == 0 ? -1 : rendered.body().length);
      out.write(rendered.body());
    }
  }
}
