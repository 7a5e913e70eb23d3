package io.cairn.config.importing;

import io.cairn.config.item.ItemIntake;
import io.cairn.web.access.AwsAction;
import io.cairn.web.problem.HttpProblem;
import io.cairn.web.problem.ProblemException;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Items that something else recorded, over REST. */
@ApplicationScoped
@Path("/api/v1/config/items")
@Tag(name = "items")
class ImportResource {
  private static final int GZIP_FIRST = 0x1f;
  private static final int GZIP_SECOND = 0x8b;

  private final ItemSpelling spelling;
  private final ItemIntake intake;
  private final ItemDocument document;
  private final ItemLines lines;
  private final ImportConfig config;

  ImportResource(
      ItemSpelling spelling,
      ItemIntake intake,
      ItemDocument document,
      ItemLines lines,
      ImportConfig config) {
    this.spelling = spelling;
    this.intake = intake;
    this.document = document;
    this.lines = lines;
    this.config = config;
  }

  @POST
  @Blocking
  @Consumes({
    "application/json",
    "application/x-ndjson",
    "application/gzip",
    "application/x-gzip",
    "application/octet-stream"
  })
  @AwsAction("config:PutResourceConfig")
  @Operation(
      operationId = "putConfigurationItems",
      summary =
          "Takes in configuration items: one, a list, NDJSON, or a snapshot or history file, plain or"
              + " gzip")
  public ImportResult put(
      @HeaderParam("Content-Type") @Nullable String contentType, @Nullable InputStream body) {
    var items = new ItemImport(spelling, intake, config);
    if (body != null) {
      read(body, contentType, items);
    }
    if (items.isEmpty()) {
      throw new ProblemException(
          HttpProblem.BAD_REQUEST,
          "The body holds no item; send one, a list, NDJSON, or a file with configurationItems.");
    }
    return items.finish();
  }

  private void read(InputStream body, @Nullable String contentType, ItemImport items) {
    boolean byLine = contentType != null && contentType.toLowerCase(Locale.ROOT).contains("ndjson");
    try {
      InputStream plain = new BoundedInput(plain(body), config.maxBytes());
      if (byLine) {
        lines.read(plain, items);
      } else {
        document.read(plain, items);
      }
    } catch (BoundedInput.TooLargeException e) {
      items.refuse(RefusedItem.Code.TOO_LARGE, String.valueOf(e.getMessage()));
    } catch (EOFException | ZipException e) {
      items.refuse(
          RefusedItem.Code.DAMAGED_GZIP,
          "The gzip data ends early or is damaged (%s); what came before it is kept."
              .formatted(e.getMessage()));
    } catch (IOException e) {
      throw new ProblemException(
          HttpProblem.BAD_REQUEST, "The body broke off: " + e.getMessage(), e);
    }
  }

  /** Tells gzip by its first two bytes, whatever the headers say. */
  private static InputStream plain(InputStream body) throws IOException {
    var buffered = new BufferedInputStream(body, 1 << 16);
    buffered.mark(2);
    int first = buffered.read();
    int second = buffered.read();
    buffered.reset();
    return first == GZIP_FIRST && second == GZIP_SECOND
        ? new GZIPInputStream(buffered, 1 << 16)
        : buffered;
  }
}
