package io.cairn.web.openapi;

import io.cairn.web.problem.Problem;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/**
 * Adds to each operation the problems that it can answer with, from what it takes: parameters, a
 * path with a name in it, a body, a precondition. What an operation documents itself stays.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ProblemResponses implements OASFilter {
  /** Sorted, so that each build writes the same document. */
  private static final SortedMap<String, String> MEANINGS =
      new TreeMap<>(
          Map.of(
              "400", "The request is not well formed; detail and errors say where and why",
              "404", "There is no such thing",
              "409", "The request does not fit the state of things",
              "412", "It changed since it was read; read it again",
              "413", "The request is too large",
              "415", "The body is of a type that is not taken here",
              "429", "Too many requests; Retry-After says when to try again",
              "503", "A part of the suite is away; Retry-After says when to try again"));

  private static final Set<PathItem.HttpMethod> CHANGING =
      Set.of(
          PathItem.HttpMethod.POST,
          PathItem.HttpMethod.PUT,
          PathItem.HttpMethod.PATCH,
          PathItem.HttpMethod.DELETE);

  @Override
  public void filterOpenAPI(OpenAPI document) {
    Components components = document.getComponents();
    if (components == null) {
      components = OASFactory.createComponents();
      document.setComponents(components);
    }
    components.addSchema("Problem", problem());
    components.addSchema("ProblemError", error());
    for (Map.Entry<String, String> each : MEANINGS.entrySet()) {
      components.addResponse("Problem" + each.getKey(), response(each.getValue()));
    }
    document
        .getPaths()
        .getPathItems()
        .forEach(
            (path, item) ->
                item.getOperations()
                    .forEach((method, operation) -> complete(path, method, operation)));
  }

  private static void complete(String path, PathItem.HttpMethod method, Operation operation) {
    boolean body = operation.getRequestBody() != null;
    List<Parameter> parameters =
        operation.getParameters() == null ? List.of() : operation.getParameters();
    boolean conditional = parameters.stream().anyMatch(p -> "If-Match".equals(p.getName()));
    APIResponses responses = operation.getResponses();
    Map<String, Boolean> possible = new LinkedHashMap<>();
    possible.put("400", body || !parameters.isEmpty());
    possible.put("404", path.contains("{"));
    possible.put("409", CHANGING.contains(method));
    possible.put("412", conditional);
    possible.put("413", body);
    possible.put("415", body);
    possible.put("429", true);
    possible.put("503", true);
    possible.forEach(
        (status, can) -> {
          APIResponse own = responses.getAPIResponse(status);
          if (can && (own == null || own.getContent() == null)) {
            responses.addAPIResponse(
                status,
                OASFactory.createAPIResponse().ref("#/components/responses/Problem" + status));
          }
        });
  }

  private static APIResponse response(String meaning) {
    return OASFactory.createAPIResponse()
        .description(meaning)
        .content(
            OASFactory.createContent()
                .addMediaType(
                    Problem.MEDIA_TYPE,
                    OASFactory.createMediaType()
                        .schema(OASFactory.createSchema().ref("#/components/schemas/Problem"))));
  }

  private static Schema problem() {
    return object("How a request failed, as RFC 9457 has it")
        .addProperty("type", text("The kind of problem, as /problems/bad-request"))
        .addProperty("title", text("The kind in words"))
        .addProperty(
            "status",
            OASFactory.createSchema()
                .addType(Schema.SchemaType.INTEGER)
                .description("The HTTP status, repeated"))
        .addProperty("detail", text("What is wrong here, where, and what to do"))
        .addProperty("instance", text("The path of the request"))
        .addProperty("correlationId", text("What to look for in the logs"))
        .addProperty(
            "errors",
            OASFactory.createSchema()
                .addType(Schema.SchemaType.ARRAY)
                .description("The wrong parts, where their places matter")
                .items(OASFactory.createSchema().ref("#/components/schemas/ProblemError")));
  }

  private static Schema error() {
    return object("One wrong part of a request")
        .addProperty("field", text("Where: a parameter, a JSON pointer into the body, or a place"))
        .addProperty("detail", text("What is wrong and what would be right"));
  }

  private static Schema object(String description) {
    return OASFactory.createSchema().addType(Schema.SchemaType.OBJECT).description(description);
  }

  private static Schema text(String description) {
    return OASFactory.createSchema().addType(Schema.SchemaType.STRING).description(description);
  }
}
