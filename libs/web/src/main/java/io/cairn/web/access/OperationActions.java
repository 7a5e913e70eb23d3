package io.cairn.web.access;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jspecify.annotations.Nullable;

/**
 * Writes each operation's {@link AwsAction} into the OpenAPI document as {@code x-aws-action},
 * matched by operation id.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class OperationActions implements OASFilter {
  private static final DotName ACTION = DotName.createSimple(AwsAction.class);
  private static final DotName OPERATION =
      DotName.createSimple("org.eclipse.microprofile.openapi.annotations.Operation");

  private final Map<String, String> actions = new HashMap<>();

  /** Called by the build with the application's index. */
  public OperationActions(IndexView index) {
    for (AnnotationInstance declared : index.getAnnotations(ACTION)) {
      AnnotationInstance operation = declared.target().asMethod().annotation(OPERATION);
      if (operation != null && operation.value("operationId") != null) {
        actions.put(operation.value("operationId").asString(), declared.value().asString());
      }
    }
  }

  @Override
  public @Nullable Operation filterOperation(Operation operation) {
    String action = actions.get(operation.getOperationId());
    if (action != null) {
      operation.addExtension("x-aws-action", action);
    }
    return operation;
  }
}
