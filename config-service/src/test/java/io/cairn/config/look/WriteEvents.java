package io.cairn.config.look;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.NullMarked;

/** Events that wrote, of the recorded account; single quotes stand for double ones. */
@NullMarked
final class WriteEvents {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private WriteEvents() {}

  /** An event with further members, {@code ,'readOnly':true}. */
  static JsonNode event(String service, String name, String request, String more) {
    try {
      return MAPPER.readTree(
          ("{'eventSource':'%s.amazonaws.com','eventName':'%s','awsRegion':'us-east-1',"
                  + "'recipientAccountId':'111122223333','readOnly':false,"
                  + "'requestParameters':%s%s}")
              .formatted(service, name, request, more)
              .replace('\'', '"'));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
