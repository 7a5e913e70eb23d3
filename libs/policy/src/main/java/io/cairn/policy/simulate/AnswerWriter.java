package io.cairn.policy.simulate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.cairn.policy.Decision;
import io.cairn.policy.Trace;
import io.cairn.policy.Wanting;
import io.cairn.policy.document.Effect;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a decision, with what decided it, as a line of JSON. */
final class AnswerWriter {
  private static final JsonFactory FACTORY = new JsonFactory();

  private AnswerWriter() {}

  @FunctionalInterface
  private interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  static String refused(@Nullable String id, String error) {
    return object(
        json -> {
          json.writeStringField("id", id);
          json.writeStringField("error", error);
        });
  }

  static String decided(String id, Trace trace, boolean explained) {
    return object(
        json -> {
          json.writeStringField("id", id);
          json.writeStringField("decision", name(trace.decision()));
          json.writeArrayFieldStart("matchedStatements");
          for (Trace.Step step : trace.deciding()) {
            json.writeStartObject();
            source(json, step);
            json.writeEndObject();
          }
          json.writeEndArray();
          strings(json, "missingContextKeys", trace.missingContextKeys());
          if (explained) {
            trace(json, trace);
          }
        });
  }

  private static void trace(JsonGenerator json, Trace trace) throws IOException {
    json.writeObjectFieldStart("trace");
    Wanting wanting = trace.wanting();
    if (wanting != null) {
      json.writeStringField("wanting", wanting(wanting));
    }
    json.writeArrayFieldStart("statements");
    for (Trace.Step step : trace.steps()) {
      json.writeStartObject();
      source(json, step);
      json.writeNumberField("line", step.place().line());
      json.writeNumberField("column", step.place().column());
      json.writeStringField("pointer", step.place().pointer());
      json.writeBooleanField("matched", step.failure() == null);
      if (step.failure() != null) {
        failure(json, step.failure());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void failure(JsonGenerator json, Trace.Failure failure) throws IOException {
    switch (failure) {
      case Trace.Failure.OfPrincipal(String element) -> json.writeStringField("failed", element);
      case Trace.Failure.OfAction(String element) -> json.writeStringField("failed", element);
      case Trace.Failure.OfResource(String element) -> json.writeStringField("failed", element);
      case Trace.Failure.OfCondition(var operator, String key, var requested, _) -> {
        json.writeStringField("failed", "Condition");
        json.writeStringField("operator", operator.toString());
        json.writeStringField("key", key);
        if (requested == null) {
          json.writeNullField("requested");
        } else {
          strings(json, "requested", requested);
        }
      }
    }
  }

  private static void source(JsonGenerator json, Trace.Step step) throws IOException {
    json.writeStringField("sourcePolicyId", step.policy());
    json.writeStringField("sourcePolicyType", step.type().sourceType());
    json.writeStringField("sid", step.sid());
    json.writeNumberField("index", step.index());
    json.writeStringField("effect", step.effect() == Effect.ALLOW ? "Allow" : "Deny");
  }

  private static void strings(JsonGenerator json, String name, List<String> values)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }

  private static String name(Decision decision) {
    return switch (decision) {
      case ALLOWED -> "allowed";
      case EXPLICIT_DENY -> "explicitDeny";
      case IMPLICIT_DENY -> "implicitDeny";
    };
  }

  private static String wanting(Wanting wanting) {
    return switch (wanting) {
      case Wanting.Identity _ -> "no identity policy allows it";
      case Wanting.Boundary _ -> "the permissions boundary does not allow it";
      case Wanting.Session _ -> "no session policy allows it";
      case Wanting.ServiceControl(String target) ->
          "no service control policy at " + target + " allows it";
      case Wanting.Resource _ -> "the resource's policy does not grant it to the principal";
      case Wanting.Delegation _ ->
          "the resource's own policy leaves nothing to its account's identity policies";
      case Wanting.VpcEndpoint _ -> "the VPC endpoint's policy does not allow it";
    };
  }

  private static String object(Body body) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.writeStartObject();
      body.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
