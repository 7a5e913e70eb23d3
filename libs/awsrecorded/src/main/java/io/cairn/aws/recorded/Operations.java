package io.cairn.aws.recorded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;

/** All operations that are answered, by {@code service:Operation}. */
final class Operations {

  /**
   * What an operation may know beside the call.
   *
   * @param content what the service holds for the account and region; must not be changed
   * @param pageSize most elements of a page
   */
  record Context(
      ObjectNode content,
      int pageSize,
      String endpoint,
      Identities.Identity caller,
      Identities identities) {}

  /** Answers a call. */
  @FunctionalInterface
  interface Operation {
    ObjectNode answer(Call call, Context context);
  }

  private final Map<String, Operation> operations = new HashMap<>();

  Operations() {
    Ec2Answers.register(operations);
    IamAnswers.register(operations);
    StsAnswers.register(operations);
    RdsAnswers.register(operations);
    MessagingAnswers.register(operations);
    JsonAnswers.register(operations);
    LambdaAnswers.register(operations);
    S3Answers.register(operations);
  }

  ObjectNode answer(Scenario scenario, Call call, String endpoint, Identities.Identity caller) {
    Operation operation = operations.get(call.service() + ":" + call.operation());
    if (operation == null) {
      throw new AwsError(
          400, "InvalidAction", "Not recorded: " + call.service() + ":" + call.operation());
    }
    return scenario.read(
        call.account(),
        call.region(),
        call.service(),
        content ->
            operation.answer(
                call,
                new Context(
                    content, scenario.pageSize(), endpoint, caller, scenario.identities())));
  }
}
