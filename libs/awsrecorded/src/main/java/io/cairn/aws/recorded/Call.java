package io.cairn.aws.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request, read.
 *
 * @param service service of the credential scope; {@code s3control} is told apart from {@code s3}
 * @param operation the API's name of it, {@code DescribeVpcs}
 * @param parameters query parameters by name ({@code VpcId.1}), for query protocols and REST
 * @param body the JSON body, for JSON protocols; else empty
 */
record Call(
    String account,
    String region,
    String service,
    String operation,
    Map<String, String> parameters,
    ObjectNode body) {

  @Nullable String parameter(String name) {
    String value = parameters.get(name);
    if (value != null) {
      return value;
    }
    JsonNode node = body.get(name);
    return node == null || node.isNull() ? null : node.asText();
  }

  String required(String name) {
    String value = parameter(name);
    if (value == null || value.isEmpty()) {
      throw new AwsError(400, "ValidationError", "The request must contain " + name);
    }
    return value;
  }

  int number(String name, int otherwise) {
    String value = parameter(name);
    return value == null || !value.matches("[0-9]{1,9}") ? otherwise : Integer.parseInt(value);
  }

  /** The values of a list: {@code VpcId.1}, {@code Filter.member.1}, or a JSON array. */
  List<String> list(String prefix) {
    List<String> values = new ArrayList<>();
    body.path(prefix).forEach(v -> values.add(v.asText()));
    for (String form : List.of(prefix + ".", prefix + ".member.")) {
      for (int i = 1; parameters.containsKey(form + i); i++) {
        values.add(String.valueOf(parameters.get(form + i)));
      }
    }
    return values;
  }
}
