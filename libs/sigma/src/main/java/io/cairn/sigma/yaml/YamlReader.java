package io.cairn.sigma.yaml;

import io.cairn.sigma.yaml.YamlException.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads the documents of one UTF-8 file, handing each on as soon as it is whole. */
public final class YamlReader {
  /** The largest file, in bytes. */
  public static final int MAX_BYTES = 4 << 20;

  private YamlReader() {}

  /**
   * Reads a file.
   *
   * @param sink gets each document in order; what was handed on before an error stands
   * @throws YamlException at the first thing that cannot be read
   */
  public static void read(byte[] yaml, Consumer<YamlDocument> sink) throws YamlException {
    String text = decode(yaml);
    var settings =
        LoadSettings.builder()
            .setUseMarks(true)
            .setParseComments(false)
            .setCodePointLimit(MAX_BYTES)
            .build();
    try {
      documents(text, new Parse(settings).parseString(text).iterator(), sink);
    } catch (MarkedYamlEngineException e) {
      throw new YamlException(
          Reason.SYNTAX, words(e), position(e.getProblemMark().or(e::getContextMark)));
    } catch (ReaderException e) {
      String character = "character U+%04X is not allowed in YAML".formatted(e.getCodePoint());
      throw new YamlException(Reason.SYNTAX, character, positionOf(text, e.getPosition()));
    } catch (YamlEngineException e) {
      throw new YamlException(Reason.SYNTAX, String.valueOf(e.getMessage()), Position.START);
    }
  }

  private static void documents(String text, Iterator<Event> events, Consumer<YamlDocument> sink)
      throws YamlException {
    var composer = new YamlComposer(events);
    int startIndex = 0;
    int startOffset = 0;
    @Nullable YamlNode pending = null;
    while (events.hasNext()) {
      if (!(events.next() instanceof DocumentStartEvent start)) {
        continue;
      }
      int index = start.getStartMark().map(Mark::getIndex).orElse(0);
      int offset = text.offsetByCodePoints(startOffset, index - startIndex);
      if (pending != null) {
        sink.accept(new YamlDocument(pending, text.substring(startOffset, offset)));
        startOffset = offset;
        startIndex = index;
      }
      pending = composer.document();
    }
    if (pending != null) {
      sink.accept(new YamlDocument(pending, text.substring(startOffset)));
    }
  }

  private static String decode(byte[] yaml) throws YamlException {
    if (yaml.length > MAX_BYTES) {
      String message =
          "the file has %d bytes, at most %d are read".formatted(yaml.length, MAX_BYTES);
      throw new YamlException(Reason.LIMIT, message, Position.START);
    }
    var buffer = ByteBuffer.wrap(yaml);
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(buffer).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      var before = new String(yaml, 0, buffer.position(), StandardCharsets.UTF_8);
      String message = "the file is not UTF-8: bad byte at offset " + buffer.position();
      throw new YamlException(
          Reason.SYNTAX, message, positionOf(before, before.codePointCount(0, before.length())));
    }
  }

  private static String words(MarkedYamlEngineException e) {
    String context = e.getContext();
    return context == null ? String.valueOf(e.getProblem()) : context + ": " + e.getProblem();
  }

  static Position position(Optional<Mark> mark) {
    return mark.map(m -> new Position(m.getLine() + 1, m.getColumn() + 1)).orElse(Position.START);
  }

  private static Position positionOf(String text, int codePoints) {
    int end =
        text.offsetByCodePoints(0, Math.min(codePoints, text.codePointCount(0, text.length())));
    List<String> lines = text.substring(0, end).lines().toList();
    boolean fresh = end == 0 || text.charAt(end - 1) == '\n';
    int line = Math.max(1, lines.size() + (fresh && end > 0 ? 1 : 0));
    return new Position(line, fresh ? 1 : lines.getLast().length() + 1);
  }
}
