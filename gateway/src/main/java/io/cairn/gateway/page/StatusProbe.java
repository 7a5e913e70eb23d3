package io.cairn.gateway.page;

import io.cairn.gateway.audit.AuditTrail;
import io.cairn.gateway.openapi.ApiDocuments;
import io.cairn.gateway.openapi.ApiOperation;
import io.cairn.gateway.upstream.Part;
import io.cairn.gateway.upstream.Parts;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks the services' health pages, at most once a second however often it is asked itself. */
@Singleton
class StatusProbe {
  private static final long TIMEOUT_MILLIS = 2_000;
  private static final long KEPT_NANOS = 1_000_000_000L;

  private final Parts parts;
  private final ApiDocuments documents;
  private final AuditTrail audit;
  private Future<SuiteStatus> last = Future.failedFuture("not asked yet");
  private long askedAt = System.nanoTime() - KEPT_NANOS;

  StatusProbe(Parts parts, ApiDocuments documents, AuditTrail audit) {
    this.parts = parts;
    this.documents = documents;
    this.audit = audit;
  }

  synchronized Future<SuiteStatus> status() {
    if (System.nanoTime() - askedAt >= KEPT_NANOS) {
      askedAt = System.nanoTime();
      last = ask();
    }
    return last;
  }

  private Future<SuiteStatus> ask() {
    List<Future<SuiteStatus.PartStatus>> asked = new ArrayList<>();
    asked.add(Future.succeededFuture(state("gateway", "UP", null)));
    for (Part part : parts.all()) {
      asked.add(probe(part));
    }
    return Future.all(asked)
        .map(
            all -> {
              List<SuiteStatus.PartStatus> states = all.list();
              boolean up = states.stream().allMatch(SuiteStatus.PartStatus::isUp);
              String version = documents.versionOf("gateway");
              return new SuiteStatus(
                  up ? "UP" : "DEGRADED", version == null ? "" : version, audit.backlog(), states);
            });
  }

  private Future<SuiteStatus.PartStatus> probe(Part part) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setAbsoluteURI(part.address().resolve("/q/health/ready").toString())
            .setTimeout(TIMEOUT_MILLIS);
    return parts
        .client()
        .request(options)
        .compose(request -> request.send())
        .compose(response -> response.body().map(body -> answered(part.name(), response, body)))
        .otherwise(_ -> state(part.name(), "DOWN", "does not answer"));
  }

  private SuiteStatus.PartStatus answered(String name, HttpClientResponse response, Buffer body) {
    if (response.statusCode() == 200) {
      return state(name, "UP", null);
    }
    List<String> waitsFor = checksDown(body);
    return state(
        name,
        "DOWN",
        waitsFor.isEmpty()
            ? "answers " + response.statusCode() + " on /q/health/ready"
            : "not ready: " + String.join(", ", waitsFor));
  }

  /** Names of the checks that a health page says are down; none where it is no health page. */
  private static List<String> checksDown(Buffer body) {
    try {
      return new JsonObject(body)
          .getJsonArray("checks", new JsonArray()).stream()
              .filter(JsonObject.class::isInstance)
              .map(JsonObject.class::cast)
              .filter(check -> "DOWN".equals(check.getString("status")))
              .map(check -> check.getString("name"))
              .toList();
    } catch (DecodeException | ClassCastException _) {
      return List.of();
    }
  }

  private SuiteStatus.PartStatus state(String name, String status, @Nullable String detail) {
    return new SuiteStatus.PartStatus(
        name, status, documents.versionOf(name), operations(name), detail);
  }

  private long operations(String name) {
    return documents.operations().stream().filter(o -> ownerOf(o).equals(name)).count();
  }

  private static String ownerOf(ApiOperation operation) {
    Part part = operation.part();
    return part == null ? "gateway" : part.name();
  }
}
