package io.cairn.gateway.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.cairn.gateway.upstream.Part;
import io.cairn.gateway.upstream.Parts;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.smallrye.openapi.runtime.OpenApiConstants;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.smallrye.openapi.runtime.io.Format;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the catalogue and the merged document up to date, on one virtual thread. What a service
 * served last stays known while it is away, so that its callers hear that it is away, not that
 * there is no such thing.
 */
@Singleton
public class ApiDocuments {
  private static final Logger LOGGER = LoggerFactory.getLogger(ApiDocuments.class);
  private static final Duration UNTIL_COMPLETE = Duration.ofMillis(500);
  private static final Duration AFTERWARDS = Duration.ofSeconds(30);

  private final Parts parts;
  private final DocumentFetch fetch;
  private final OpenApiDocumentService own;
  private final ObjectMapper json;
  private final DocumentMerger merger;
  private final Map<String, ServiceDocument> documents = new HashMap<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile @Nullable Thread thread;
  private volatile Snapshot snapshot;

  /** Everything that follows from the documents, made at once. */
  private record Snapshot(
      OperationCatalogue catalogue, Map<String, String> versions, byte[] json, byte[] yaml) {}

  ApiDocuments(Parts parts, DocumentFetch fetch, OpenApiDocumentService own, ObjectMapper json) {
    this.parts = parts;
    this.fetch = fetch;
    this.own = own;
    this.json = json;
    this.merger = new DocumentMerger(json, frame(json));
    this.snapshot = build();
  }

  private static ObjectNode frame(ObjectMapper json) {
    try (InputStream in =
        ApiDocuments.class.getClassLoader().getResourceAsStream("pages/openapi-frame.json")) {
      return (ObjectNode) json.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException("the frame of the OpenAPI document is not readable", e);
    }
  }

  void start(@Observes @Priority(5_000) StartupEvent event) {
    snapshot = build();
    thread = Thread.ofVirtual().name("api-documents").start(this::run);
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    stopped.countDown();
    Thread running = thread;
    if (running != null) {
      running.join(Duration.ofSeconds(2));
    }
  }

  private void run() {
    try {
      do {
        refresh();
      } while (!stopped.await(pause().toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Duration pause() {
    return isComplete() ? AFTERWARDS : UNTIL_COMPLETE;
  }

  private void refresh() throws InterruptedException {
    boolean changed = false;
    for (Part part : parts.all()) {
      try {
        JsonNode root = json.readTree(fetch.openApi(part));
        ServiceDocument document = new ServiceDocument(shortName(part), part, root);
        changed |= !document.equals(documents.put(part.name(), document));
      } catch (IOException e) {
        LOGGER
            .atDebug()
            .addKeyValue("part", part.name())
            .addKeyValue("error", e.getMessage())
            .log("the service did not give its OpenAPI document");
      }
    }
    if (changed) {
      snapshot = build();
      LOGGER
          .atInfo()
          .addKeyValue("operations", snapshot.catalogue().operations().size())
          .log("the catalogue of operations changed");
    }
  }

  private static String shortName(Part part) {
    String name = part.name().substring(0, part.name().indexOf('-'));
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  private Snapshot build() {
    List<ServiceDocument> all = new ArrayList<>();
    all.add(ownDocument());
    parts.all().stream().map(p -> documents.get(p.name())).filter(d -> d != null).forEach(all::add);
    List<ApiOperation> operations = new ArrayList<>();
    operations.add(ApiOperation.metrics(null));
    parts.all().stream().map(ApiOperation::metrics).forEach(operations::add);
    Map<String, String> versions = new HashMap<>();
    for (ServiceDocument document : all) {
      operations.addAll(document.operations());
      versions.put(
          document.part() == null ? "gateway" : document.part().name(), document.version());
    }
    ObjectNode merged = merger.merge(all);
    ((ObjectNode) merged.get("info")).put("version", all.getFirst().version());
    try {
      return new Snapshot(
          new OperationCatalogue(operations),
          Map.copyOf(versions),
          json.writeValueAsBytes(merged),
          YAMLMapper.builder().build().writeValueAsBytes(merged));
    } catch (IOException e) {
      throw new UncheckedIOException("the merged document could not be written", e);
    }
  }

  private ServiceDocument ownDocument() {
    byte[] bytes = own.getDocument(OpenApiConstants.DEFAULT_DOCUMENT_NAME, Format.JSON);
    try {
      JsonNode root = bytes.length == 0 ? json.createObjectNode() : json.readTree(bytes);
      return new ServiceDocument("Identity", null, root);
    } catch (IOException e) {
      throw new UncheckedIOException("the gateway's own OpenAPI document is damaged", e);
    }
  }

  /** Whether every service has given its document. */
  public boolean isComplete() {
    return snapshot.versions().size() == parts.all().size() + 1;
  }

  /** What a method and a path of decoded segments lead to. */
  public RouteMatch match(String method, List<String> segments) {
    Snapshot now = snapshot;
    RouteMatch match = now.catalogue().match(method, segments);
    if (match instanceof RouteMatch.Unknown) {
      String path = "/" + String.join("/", segments);
      for (Part part : parts.all()) {
        if (part.owns(path) && !now.versions().containsKey(part.name())) {
          return new RouteMatch.Away(part);
        }
      }
    }
    return match;
  }

  /** All operations that are known now. */
  public List<ApiOperation> operations() {
    return snapshot.catalogue().operations();
  }

  /** Version of a part as its document says, or null if it has given none. */
  public @Nullable String versionOf(String name) {
    return snapshot.versions().get(name);
  }

  /** The merged document as JSON. */
  public byte[] merged() {
    return snapshot.json();
  }

  /** The merged document as YAML. */
  public byte[] mergedYaml() {
    return snapshot.yaml();
  }
}
