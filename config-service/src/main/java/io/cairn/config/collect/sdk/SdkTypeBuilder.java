package io.cairn.config.collect.sdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.config.collect.ChangeEvents;
import io.cairn.config.collect.JsonPaths;
import io.cairn.config.collect.Reach;
import io.cairn.config.collect.TypeDeclaration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsClient;

/** Writes an {@link SdkType} down; {@link #build()} throws if a required piece is missing. */
public final class SdkTypeBuilder<C extends AwsClient, L> {

  private final Class<C> client;
  private final String resourceType;
  private final String listAction;
  private final SdkType.Pages<C, L> pages;
  private final SdkType.Finder<C, L> finder;
  private final List<String> actions = new ArrayList<>();
  private final List<ChangeEvents> events = new ArrayList<>();
  private final List<Part<C>> parts = new ArrayList<>();
  private final List<Edge> edges = new ArrayList<>();
  private final List<String> unordered = new ArrayList<>();
  private final Set<String> dropped = new LinkedHashSet<>();
  private final Set<String> goneCodes = new LinkedHashSet<>();
  private final Set<String> volatilePaths = new LinkedHashSet<>();
  private final Map<String, Set<String>> deletedWhen = new LinkedHashMap<>();
  private final Map<String, Set<String>> transitionalWhen = new LinkedHashMap<>();
  private SdkType.@Nullable Body<L> body;
  private boolean bodyByCall;
  private Function<L, String> idOf = String::valueOf;
  private String idPath = "";
  private String arn = "";
  private @Nullable String namePath;
  private Function<JsonNode, String> zone = body -> "Not Applicable";
  private @Nullable Function<JsonNode, @Nullable Instant> createdAt;
  private Consumer<Draft> lift = draft -> {};
  private TagForm tagForm = TagForm.NOWHERE;
  private @Nullable Pattern idPattern;
  private Function<String, @Nullable String> idFromArn = arn -> null;
  private boolean named;

  public SdkTypeBuilder(
      Class<C> client,
      String resourceType,
      String listAction,
      SdkType.Pages<C, L> pages,
      SdkType.Finder<C, L> finder) {
    this.client = client;
    this.resourceType = resourceType;
    this.listAction = listAction;
    this.pages = pages;
    this.finder = finder;
    actions.add(listAction);
  }

  /** The list holds the configuration, spelled by a family's rule. */
  public SdkTypeBuilder<C, L> spelled(Family family, BiFunction<L, Family, ObjectNode> mapper) {
    body = (session, element) -> mapper.apply(element, family);
    return this;
  }

  /** A call per element gives the configuration. */
  public SdkTypeBuilder<C, L> bodyBy(
      String action, Function<L, String> id, BiFunction<C, L, ObjectNode> call) {
    actions.add(action);
    bodyByCall = true;
    idOf = id;
    body =
        (session, element) -> session.call(client, action, goneCodes, c -> call.apply(c, element));
    return this;
  }

  /** Path of the id; the ARN as path or template; the path of the name, if it has one. */
  public SdkTypeBuilder<C, L> identity(String id, String arnOrTemplate, @Nullable String name) {
    idPath = id;
    arn = arnOrTemplate;
    namePath = name;
    return this;
  }

  /** How ids and ARNs of the type are recognised in events. */
  public SdkTypeBuilder<C, L> recognised(
      @Nullable String pattern, Function<String, @Nullable String> fromArn) {
    idPattern = pattern == null ? null : Pattern.compile(pattern);
    idFromArn = fromArn;
    return this;
  }

  /** Events tell a name that is not the id. */
  public SdkTypeBuilder<C, L> named() {
    named = true;
    return this;
  }

  public SdkTypeBuilder<C, L> zone(Function<JsonNode, String> zoneOf) {
    zone = zoneOf;
    return this;
  }

  public SdkTypeBuilder<C, L> createdAt(Function<JsonNode, @Nullable Instant> time) {
    createdAt = time;
    return this;
  }

  /** Path of the time of creation, ISO text or epoch milliseconds. */
  public SdkTypeBuilder<C, L> created(String path) {
    createdAt = body -> CreationTimes.at(body, path);
    return this;
  }

  /** Path of a list of {@code {key,value}} that holds the tags. */
  public SdkTypeBuilder<C, L> tagsAt(String path) {
    unordered.add(path);
    lift = draft -> draft.tagAll(JsonPaths.all(draft.configuration(), path + "[]"));
    return this;
  }

  /** A step by hand after the body. */
  public SdkTypeBuilder<C, L> lifting(Consumer<Draft> step) {
    lift = lift.andThen(step);
    return this;
  }

  public SdkTypeBuilder<C, L> part(
      String path,
      String action,
      Set<String> absentCodes,
      @Nullable JsonNode whenAbsent,
      Part.Reading<C> read) {
    return parts(List.of(path), action, absentCodes, whenAbsent, read);
  }

  /** One call that gives several parts. */
  public SdkTypeBuilder<C, L> parts(
      List<String> paths,
      String action,
      Set<String> absentCodes,
      @Nullable JsonNode whenAbsent,
      Part.Reading<C> read) {
    actions.add(action);
    parts.add(new Part<>(paths, action, absentCodes, whenAbsent, read));
    return this;
  }

  /** A call gives the tags. */
  public SdkTypeBuilder<C, L> tagsBy(
      String action, BiFunction<C, ObjectNode, Map<String, String>> read) {
    return part(
        Draft.TAGS,
        action,
        Set.of(),
        null,
        (c, configuration) -> Tags.map(read.apply(c, configuration)));
  }

  /** The tags are repeated in the supplementary configuration. */
  public SdkTypeBuilder<C, L> tagsRepeated(TagForm form) {
    tagForm = form;
    return this;
  }

  public SdkTypeBuilder<C, L> edge(String name, String type, String path) {
    return edge(name, type, path, false, UnaryOperator.identity());
  }

  public SdkTypeBuilder<C, L> edge(
      String name, String type, String path, boolean byName, UnaryOperator<String> shorten) {
    edges.add(new Edge(name, type, path, byName, shorten));
    return this;
  }

  public SdkTypeBuilder<C, L> goneCodes(String... codes) {
    goneCodes.addAll(List.of(codes));
    return this;
  }

  public SdkTypeBuilder<C, L> deletedWhen(String path, String... values) {
    deletedWhen.put(path, Set.of(values));
    return this;
  }

  public SdkTypeBuilder<C, L> transitionalWhen(String path, String... values) {
    transitionalWhen.put(path, Set.of(values));
    return this;
  }

  /** Paths of lists whose order says nothing, innermost first. */
  public SdkTypeBuilder<C, L> unordered(String... paths) {
    unordered.addAll(List.of(paths));
    return this;
  }

  /** Members that AWS Config does not record. */
  public SdkTypeBuilder<C, L> without(String... members) {
    dropped.addAll(List.of(members));
    return this;
  }

  public SdkTypeBuilder<C, L> moving(String... paths) {
    volatilePaths.addAll(List.of(paths));
    return this;
  }

  public SdkTypeBuilder<C, L> events(String service, String declaration) {
    events.add(ChangeEvents.of(service, declaration));
    return this;
  }

  public SdkCollector<C, L> build() {
    if (body == null || idPath.isEmpty() || arn.isEmpty() || events.isEmpty()) {
      throw new IllegalStateException(resourceType + " lacks a body, an identity or events");
    }
    var declaration =
        new TypeDeclaration(
            resourceType, Reach.REGION, resourceType, actions, events, idPattern, idFromArn, named);
    return new SdkCollector<>(
        new SdkType<>(
            declaration,
            client,
            listAction,
            pages,
            finder,
            bodyByCall,
            body,
            idOf,
            idPath,
            namePath,
            arn,
            zone,
            createdAt,
            lift,
            tagForm,
            List.copyOf(parts),
            List.copyOf(edges),
            Set.copyOf(goneCodes),
            Map.copyOf(deletedWhen),
            Map.copyOf(transitionalWhen),
            List.copyOf(unordered),
            Set.copyOf(dropped),
            Set.copyOf(volatilePaths)));
  }
}
