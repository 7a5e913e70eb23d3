package io.cairn.guard;

import io.cairn.guard.template.Position;
import io.cairn.guard.template.Scalars;
import io.cairn.guard.template.YamlLocator;
import io.cairn.guard.template.YamlReader;
import io.cairn.guard.value.JsonLocator;
import io.cairn.guard.value.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A template or another document as people write them: JSON, or YAML in which CloudFormation's
 * short tags ({@code !Ref}, {@code !GetAtt} …) stand for their functions. It can say in which line
 * a value stands. Immutable; at most 16 MiB and 120 levels.
 */
public final class GuardTemplate {

  private static final int MAX_BYTES = 16 * 1024 * 1024;

  /**
   * A place in the text.
   *
   * @param line from 1
   * @param column in characters, from 1
   */
  public record Place(int line, int column) {}

  private final GuardDocument document;
  private final byte[] text;
  private final boolean json;

  private GuardTemplate(GuardDocument document, byte[] text, boolean json) {
    this.document = document;
    this.text = text;
    this.json = json;
  }

  /**
   * Reads UTF-8 text: what begins with a brace or a bracket and is JSON as such, all else as YAML.
   *
   * @throws GuardDocumentException if it is neither, with the place of the first that cannot stand
   *     where it does
   */
  public static GuardTemplate parse(byte[] utf8) {
    if (utf8.length > MAX_BYTES) {
      throw new GuardDocumentException(MAX_BYTES, "larger than " + MAX_BYTES + " bytes");
    }
    boolean mark = utf8.length > 2 && utf8[0] == -17 && utf8[1] == -69 && utf8[2] == -65;
    var text = mark ? Arrays.copyOfRange(utf8, 3, utf8.length) : utf8;
    boolean braces =
        new String(text, StandardCharsets.UTF_8).stripLeading().matches("(?s)[{\\[].*");
    if (!braces) {
      return yaml(text);
    }
    try {
      return new GuardTemplate(new GuardDocument(JsonReader.read(text)), text, true);
    } catch (GuardDocumentException notJson) {
      return yamlInBraces(text, notJson);
    }
  }

  private static GuardTemplate yamlInBraces(byte[] text, GuardDocumentException notJson) {
    try {
      return yaml(text);
    } catch (GuardDocumentException notYamlEither) {
      notJson.addSuppressed(notYamlEither);
      throw notJson;
    }
  }

  private static GuardTemplate yaml(byte[] text) {
    var root = YamlReader.read(new String(text, StandardCharsets.UTF_8), Scalars.TEMPLATE);
    return new GuardTemplate(new GuardDocument(root), text, false);
  }

  /** The template as rules see it. */
  public GuardDocument document() {
    return document;
  }

  /** Where the value at a JSON pointer stands, or the nearest on the way to it that is there. */
  public Place locate(String pointer) {
    var path =
        pointer.isEmpty()
            ? List.<String>of()
            : Arrays.stream(pointer.substring(1).split("/", -1))
                .map(step -> step.replace("~1", "/").replace("~0", "~"))
                .toList();
    if (json) {
      return place(JsonLocator.offset(text, path));
    }
    Position found = YamlLocator.locate(new String(text, StandardCharsets.UTF_8), path);
    return new Place(found.line(), found.column());
  }

  private Place place(int offset) {
    int line = 1;
    int start = 0;
    for (int i = 0; i < offset; i++) {
      if (text[i] == '\n') {
        line++;
        start = i + 1;
      }
    }
    var before = new String(text, start, offset - start, StandardCharsets.UTF_8);
    return new Place(line, before.codePointCount(0, before.length()) + 1);
  }
}
