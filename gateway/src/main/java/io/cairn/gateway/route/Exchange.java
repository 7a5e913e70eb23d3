package io.cairn.gateway.route;

import io.cairn.gateway.audit.AuditEntry;
import io.cairn.gateway.identity.SignedIn;
import io.cairn.gateway.openapi.RouteMatch;
import io.cairn.gateway.signature.SignedRequest;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way through the edge. Handed from the event loop to one virtual thread and
 * back, never used by two at once.
 */
final class Exchange {
  /** Name under which a request's routing context keeps it. */
  static final String KEY = "cairn.exchange";

  private static final int MAX_TEXT = 512;

  private final RoutingContext routing;
  private final Context context;
  private final UUID eventId;
  private final String requestId;
  private final String correlationId;
  private final String rawPath;
  private final String rawQuery;
  private Buffer body = Buffer.buffer();
  private @Nullable RouteMatch match;
  private @Nullable SignedIn signedIn;
  private @Nullable String claimedKeyId;
  private String region;
  private boolean begun;
  private boolean unread;
  private long held;

  Exchange(
      RoutingContext routing,
      Context context,
      UUID eventId,
      String requestId,
      String correlationId,
      String region) {
    this.routing = routing;
    this.context = context;
    this.eventId = eventId;
    this.requestId = requestId;
    this.correlationId = correlationId;
    this.region = region;
    String uri = String.valueOf(routing.request().uri());
    int question = uri.indexOf('?');
    this.rawPath = question < 0 ? uri : uri.substring(0, question);
    this.rawQuery = question < 0 ? "" : uri.substring(question + 1);
  }

  RoutingContext routing() {
    return routing;
  }

  HttpServerRequest request() {
    return routing.request();
  }

  Context context() {
    return context;
  }

  String requestId() {
    return requestId;
  }

  String correlationId() {
    return correlationId;
  }

  String rawPath() {
    return rawPath;
  }

  String rawQuery() {
    return rawQuery;
  }

  String method() {
    return request().method().name();
  }

  boolean readOnly() {
    return method().equals("GET") || method().equals("HEAD") || method().equals("OPTIONS");
  }

  Buffer body() {
    return body;
  }

  void body(Buffer read) {
    this.body = read;
  }

  /** Counts bytes of the body that are in memory; on the event loop only. */
  void holds(long bytes) {
    held += bytes;
  }

  long releaseHeld() {
    long bytes = held;
    held = 0;
    return bytes;
  }

  void matched(RouteMatch found) {
    this.match = found;
  }

  void signedIn(SignedIn who) {
    this.signedIn = who;
    this.region = who.region();
  }

  void claims(@Nullable String accessKeyId) {
    this.claimedKeyId = accessKeyId;
  }

  /** The body will not be read, so the connection is of no more use after the answer. */
  void leaveUnread() {
    this.unread = true;
  }

  boolean isUnread() {
    return unread;
  }

  boolean begun() {
    return begun;
  }

  void markBegun() {
    this.begun = true;
  }

  String peer() {
    String host =
        request().remoteAddress() == null ? "unknown" : request().remoteAddress().hostAddress();
    if (host == null) {
      return "unknown";
    }
    int zone = host.indexOf('%');
    return zone < 0 ? host : host.substring(0, zone);
  }

  String userAgent() {
    String agent = request().getHeader("User-Agent");
    return agent == null ? "" : plain(agent);
  }

  /** Printable ASCII only and not too much of it: this goes into records and policies. */
  private static String plain(String text) {
    String cut = text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
    return cut.replaceAll("[^\\x20-\\x7E]", "?");
  }

  SignedRequest signedRequest() {
    List<Map.Entry<String, String>> headers = new ArrayList<>(request().headers().entries());
    if (request().getHeader("Host") == null && request().authority() != null) {
      headers.add(Map.entry("host", request().authority().toString()));
    }
    return new SignedRequest(method(), rawPath, rawQuery, headers, body.getBytes());
  }

  AuditEntry entry() {
    return new AuditEntry(
        eventId,
        requestId,
        correlationId,
        eventName(),
        method(),
        plain(rawPath),
        region,
        peer(),
        userAgent(),
        identity(),
        AuditParameters.of(match, rawQuery),
        readOnly());
  }

  private String eventName() {
    if (match instanceof RouteMatch.Found found) {
      String action = found.operation().action();
      return action == null
          ? found.operation().operationId()
          : action.substring(action.indexOf(':') + 1);
    }
    return "UnknownOperation";
  }

  private AuditEntry.Identity identity() {
    SignedIn who = signedIn;
    if (who == null) {
      return new AuditEntry.Identity.Unknown(claimedKeyId);
    }
    return new AuditEntry.Identity.IamUser(
        who.principal().userName(),
        who.principal().userId(),
        who.principal().arn(),
        who.principal().accessKeyId(),
        who.proof() == SignedIn.Proof.SIGNATURE ? "AuthHeader" : "BearerToken");
  }
}
