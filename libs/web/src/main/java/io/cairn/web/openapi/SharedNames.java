package io.cairn.web.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Describes parameters and members whose name means the same in every operation, from {@code
 * shared-names.properties}; a key with {@code query.} before it is for parameters alone. An
 * operation's own description goes before.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class SharedNames implements OASFilter {
  private final Properties texts = new Properties();

  /** Reads the texts. */
  public SharedNames() {
    try (InputStream in = SharedNames.class.getResourceAsStream("shared-names.properties")) {
      if (in == null) {
        throw new IllegalStateException("shared-names.properties is not in the artifact");
      }
      texts.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public @Nullable Parameter filterParameter(Parameter parameter) {
    String name = parameter.getName();
    if (parameter.getDescription() == null && name != null) {
      String text = texts.getProperty(parameter.getIn() + "." + name, texts.getProperty(name));
      if (text != null) {
        parameter.setDescription(text);
      }
    }
    return parameter;
  }

  @Override
  public @Nullable Schema filterSchema(Schema schema) {
    if (schema.getProperties() != null) {
      schema.getProperties().forEach(this::describe);
    }
    return schema;
  }

  private void describe(String name, Schema member) {
    String text = texts.getProperty(name);
    if (member.getDescription() == null && text != null) {
      member.setDescription(text);
    }
  }
}
