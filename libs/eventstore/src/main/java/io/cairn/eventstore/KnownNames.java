package io.cairn.eventstore;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names of members the scanner acts on, found by their bytes without making a text. */
final class KnownNames {
  private static final int SLOTS = 512;
  private static final KnownNames ALL = new KnownNames();

  private final @Nullable Name[] table = new @Nullable Name[SLOTS];

  /** Members of the record itself, of {@code userIdentity} and of {@code resources[]}. */
  enum Field {
    EVENT_ID("eventID"),
    EVENT_TIME("eventTime"),
    EVENT_NAME("eventName"),
    EVENT_SOURCE("eventSource"),
    AWS_REGION("awsRegion"),
    SOURCE_IP_ADDRESS("sourceIPAddress"),
    USER_AGENT("userAgent"),
    ERROR_CODE("errorCode"),
    ERROR_MESSAGE("errorMessage"),
    RECIPIENT_ACCOUNT_ID("recipientAccountId"),
    READ_ONLY("readOnly"),
    USER_IDENTITY("userIdentity"),
    RESOURCES("resources"),
    REQUEST_PARAMETERS("requestParameters"),
    RESPONSE_ELEMENTS("responseElements"),
    TYPE("type"),
    PRINCIPAL_ID("principalId"),
    ARN("arn"),
    ACCOUNT_ID("accountId"),
    ACCESS_KEY_ID("accessKeyId"),
    USER_NAME("userName"),
    UPPER_ARN("ARN"),
    ARN_PREFIX("ARNPrefix"),
    /** Any other name. */
    OTHER("");

    private final String text;

    Field(String text) {
      this.text = text;
    }
  }

  /**
   * A known name.
   *
   * @param utf8 its bytes
   * @param field what it is to the record, {@link Field#OTHER} for a parameter's name only
   * @param parameter the resource it names inside parameters, or null
   */
  record Name(byte[] utf8, Field field, @Nullable ParameterType parameter) {}

  private KnownNames() {
    Map<String, Field> fields = new HashMap<>();
    for (Field field : Field.values()) {
      fields.put(field.text, field);
    }
    Map<String, ParameterType> parameters = ParameterType.byName();
    for (String name : parameters.keySet()) {
      fields.putIfAbsent(name, Field.OTHER);
    }
    fields.remove(Field.OTHER.text);
    fields.forEach(
        (text, field) -> add(new Name(text.getBytes(UTF_8), field, parameters.get(text))));
  }

  private void add(Name name) {
    int slot = slot(NameHash.of(name.utf8(), 0, name.utf8().length));
    while (table[slot] != null) {
      slot = (slot + 1) & (SLOTS - 1);
    }
    table[slot] = name;
  }

  private static int slot(long hash) {
    return (int) (hash >>> 32) & (SLOTS - 1);
  }

  /** The name with these bytes, whose hash is {@link NameHash#of}; null when it is not known. */
  static @Nullable Name of(byte[] bytes, int from, int to, long hash) {
    int slot = slot(hash);
    for (Name name = ALL.table[slot]; name != null; name = ALL.table[slot]) {
      if (Arrays.equals(name.utf8(), 0, name.utf8().length, bytes, from, to)) {
        return name;
      }
      slot = (slot + 1) & (SLOTS - 1);
    }
    return null;
  }
}
