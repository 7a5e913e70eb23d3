package io.cairn.policy.simulate;

import io.cairn.policy.PolicyEvaluation;
import io.cairn.policy.Trace;
import io.cairn.policy.syntax.Json;
import io.cairn.policy.syntax.JsonReader;
import io.cairn.policy.syntax.PolicySyntaxException;
import java.nio.charset.StandardCharsets;

/**
 * Decides cases that come as lines of JSON and answers each with a line. Members of a case: {@code
 * id}, {@code principal}, {@code action}, {@code resource}, {@code resourceAccountId}, {@code
 * context}, and the policies by the names of IAM's own simulation. Stateless.
 */
public final class Simulation {
  private static final JsonReader.Bounds BOUNDS = new JsonReader.Bounds(4 << 20, 32, 500_000);

  private Simulation() {}

  /**
   * An answer.
   *
   * @param json one object on one line
   * @param refused whether the case itself was wrong, so that nothing was decided
   */
  public record Answer(String json, boolean refused) {}

  /**
   * Decides one case.
   *
   * @param line a JSON object of at most 4 MiB
   * @param explained whether the answer holds the whole trace
   */
  public static Answer answer(String line, boolean explained) {
    String id = null;
    try {
      Json json = JsonReader.read(line.getBytes(StandardCharsets.UTF_8), BOUNDS);
      id = CaseReader.id(json);
      if (!(json instanceof Json.Members members)) {
        throw new IllegalArgumentException("a case is an object, this is " + json.kind());
      }
      SimulationCase asked = new CaseReader(members).read();
      Trace trace = PolicyEvaluation.explain(asked.policies(), asked.access());
      return new Answer(AnswerWriter.decided(asked.id(), trace, explained), false);
    } catch (PolicySyntaxException e) {
      return new Answer(AnswerWriter.refused(id, e.code() + ": " + e.getMessage()), true);
    } catch (IllegalArgumentException e) {
      return new Answer(AnswerWriter.refused(id, String.valueOf(e.getMessage())), true);
    }
  }
}
