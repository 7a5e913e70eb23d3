package io.cairn.config.account;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.cairn.web.body.BodyFault;
import io.cairn.web.body.StrictBodies;
import io.cairn.web.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads lists of accounts: NDJSON, or CSV whose header names {@code accountId}, {@code regions}
 * (parted by semicolons or blanks) and, if wanted, {@code roleArn}, {@code externalId}, {@code
 * endpoint}. Each line stands for itself: a wrong one is told and the rest is added.
 */
@ApplicationScoped
class AccountImport {

  static final String NDJSON = "application/x-ndjson";
  static final String CSV = "text/csv";

  private static final List<String> COLUMNS =
      List.of("accountId", "roleArn", "externalId", "regions", "endpoint");
  private static final int MOST_LINES = 10_000;

  private final AccountService accounts;
  private final ObjectReader reader;

  AccountImport(AccountService accounts, ObjectMapper mapper) {
    this.accounts = accounts;
    this.reader = StrictBodies.strict(mapper).readerFor(AccountBody.class);
  }

  /** A line that was not taken; the first line is 1. */
  record Refused(int line, String detail) {}

  /** What became of the lines. */
  record Summary(int added, int unchanged, List<Refused> refused) {}

  Summary read(String text) {
    List<String> lines = text.lines().toList();
    if (lines.size() > MOST_LINES) {
      throw new ProblemException(
          AccountProblem.INVALID,
          "The list has " + lines.size() + " lines; send at most " + MOST_LINES + " at a time.");
    }
    boolean json = lines.stream().filter(l -> !l.isBlank()).findFirst().orElse("").startsWith("{");
    List<String> header = json || lines.isEmpty() ? List.of() : cells(lines.getFirst());
    int added = 0;
    int unchanged = 0;
    List<Refused> refused = new ArrayList<>();
    for (int i = json ? 0 : 1; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.isBlank()) {
        continue;
      }
      try {
        AccountBody body = json ? reader.readValue(line) : ofCells(header, cells(line));
        if (accounts.add(body) == AccountService.Added.NEW) {
          added++;
        } else {
          unchanged++;
        }
      } catch (JsonProcessingException e) {
        refused.add(new Refused(i + 1, BodyFault.of(e, "the line").detail()));
      } catch (ProblemException e) {
        refused.add(new Refused(i + 1, String.valueOf(e.getMessage())));
      }
    }
    return new Summary(added, unchanged, refused);
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    for (String cell : line.split(",", -1)) {
      String bare = cell.strip();
      boolean quoted = bare.length() >= 2 && bare.startsWith("\"") && bare.endsWith("\"");
      cells.add(quoted ? bare.substring(1, bare.length() - 1) : bare);
    }
    return cells;
  }

  private static AccountBody ofCells(List<String> header, List<String> cells) {
    if (!header.contains("accountId") || !header.contains("regions")) {
      throw new ProblemException(
          AccountProblem.INVALID,
          "the first line must be a header with accountId and regions, like"
              + " accountId,roleArn,externalId,regions,endpoint");
    }
    List<String> unknown = header.stream().filter(name -> !COLUMNS.contains(name)).toList();
    if (!unknown.isEmpty()) {
      throw new ProblemException(
          AccountProblem.INVALID,
          "the header names %s, which is not known; known are %s"
              .formatted(unknown.getFirst(), String.join(", ", COLUMNS)));
    }
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < Math.min(header.size(), cells.size()); i++) {
      values.put(header.get(i), cells.get(i));
    }
    List<@Nullable String> regions = new ArrayList<>();
    for (String region : values.getOrDefault("regions", "").split("[; ]+", -1)) {
      if (!region.isEmpty()) {
        regions.add(region);
      }
    }
    return new AccountBody(
        values.get("accountId"),
        values.get("roleArn"),
        values.get("externalId"),
        regions,
        values.get("endpoint"));
  }
}
