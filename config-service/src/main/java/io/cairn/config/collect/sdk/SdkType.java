package io.cairn.config.collect.sdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.config.collect.JsonPaths;
import io.cairn.config.collect.Known;
import io.cairn.config.collect.Session;
import io.cairn.config.collect.TypeDeclaration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsClient;

/**
 * How a type is read: the calls as functions, the rest as paths into the configuration they give.
 * Made by {@link SdkTypeBuilder}.
 *
 * @param pages the list call
 * @param finder the list call for one resource
 * @param bodyByCall whether an element's configuration takes a call of its own
 * @param body gives the configuration
 * @param idOf the id of an element whose body could not be read
 * @param idPath path of the id
 * @param arn path of the ARN, or a template with {@code {p} {r} {a} {id}}
 * @param zonePath path of the zone, or a fixed text
 * @param lift moves what the configuration holds to where items have it (tags)
 * @param tagForm how the tags are repeated
 * @param deletedWhen values of paths that mean deleted
 * @param transitionalWhen values of paths that mean that more is to come
 */
public record SdkType<C extends AwsClient, L>(
    TypeDeclaration declaration,
    Class<C> client,
    String listAction,
    Pages<C, L> pages,
    Finder<C, L> finder,
    boolean bodyByCall,
    Body<L> body,
    Function<L, String> idOf,
    String idPath,
    @Nullable String namePath,
    String arn,
    Function<JsonNode, String> zonePath,
    @Nullable Function<JsonNode, @Nullable Instant> createdAt,
    Consumer<Draft> lift,
    TagForm tagForm,
    List<Part<C>> parts,
    List<Edge> edges,
    Set<String> goneCodes,
    Map<String, Set<String>> deletedWhen,
    Map<String, Set<String>> transitionalWhen,
    List<String> unordered,
    Set<String> dropped,
    Set<String> volatilePaths) {

  /** One page from a token, null for the first. */
  @FunctionalInterface
  public interface Pages<C, L> {
    Page<L> page(C client, @Nullable String token);
  }

  /** The resource that is looked for. */
  public record Wanted(String id, Known known) {}

  /** Finds one resource; more elements than it do no harm. */
  @FunctionalInterface
  public interface Finder<C, L> {
    List<L> find(C client, Wanted wanted);
  }

  /** The configuration of an element. */
  @FunctionalInterface
  public interface Body<L> {
    ObjectNode of(Session session, L element);
  }

  boolean needsCalls() {
    return bodyByCall || !parts.isEmpty();
  }

  String id(JsonNode body) {
    return JsonPaths.required(body, idPath);
  }

  @Nullable String name(JsonNode body) {
    return namePath == null ? null : JsonPaths.text(body, namePath);
  }

  String zone(JsonNode body) {
    return zonePath.apply(body);
  }

  @Nullable Instant created(JsonNode body) {
    return createdAt == null ? null : createdAt.apply(body);
  }

  @Nullable String arn(Session session, JsonNode body) {
    if (!arn.startsWith("arn:")) {
      return JsonPaths.text(body, arn);
    }
    return arn.replace("{p}", session.partition())
        .replace("{r}", session.region())
        .replace("{a}", session.account().value())
        .replace("{id}", id(body));
  }

  void lift(Draft draft) {
    lift.accept(draft);
  }

  boolean isDeleted(JsonNode body) {
    return matches(body, deletedWhen);
  }

  boolean isTransitional(JsonNode body) {
    return matches(body, transitionalWhen);
  }

  private static boolean matches(JsonNode body, Map<String, Set<String>> states) {
    return states.entrySet().stream()
        .anyMatch(e -> JsonPaths.texts(body, e.getKey()).stream().anyMatch(e.getValue()::contains));
  }
}
