package io.cairn.eventstore.upkeep;

import io.cairn.eventstore.StoreSettings.RunSettings;
import io.cairn.eventstore.block.EncodedBlock;
import io.cairn.eventstore.query.SealedRun;
import io.cairn.eventstore.upkeep.Task.Waiting;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the next step. Blocks of about the same size are merged, sixteen or more at a time, so an
 * event is rewritten about three times at most; a day is sealed when it holds enough, or when it is
 * over and was quiet; runs of about the same size are merged, four or more at a time.
 */
final class Plan {
  static final int FEWEST_MERGED = 16;
  static final int FEWEST_RUNS = 4;

  /** A block with fewer events is merged before it is sealed. */
  static final int HALF = EncodedBlock.MAX_EVENTS / 2;

  private static final int MOST_MERGED = 64;
  private static final int MOST_EVENTS = 16 * EncodedBlock.MAX_EVENTS;
  private static final int TIER_FACTOR = 16;
  private static final int RUN_FACTOR = 4;

  private final RunSettings settings;
  private final Instant now;

  Plan(RunSettings settings, Instant now) {
    this.settings = settings;
    this.now = now;
  }

  /** The next step, or null when there is none. */
  @Nullable Task next(List<Waiting> blocks, List<SealedRun> runs) {
    Map<Integer, List<Waiting>> days = new TreeMap<>();
    for (Waiting block : blocks) {
      days.computeIfAbsent(block.day(), _ -> new ArrayList<>()).add(block);
    }
    for (var day : days.entrySet()) {
      day.getValue().sort(Comparator.comparingLong(Waiting::first).thenComparingLong(Waiting::id));
      Task task = ofDay(day.getKey(), day.getValue());
      if (task != null) {
        return task;
      }
    }
    return ofRuns(runs);
  }

  private @Nullable Task ofDay(int day, List<Waiting> blocks) {
    for (int most = TIER_FACTOR; most <= EncodedBlock.MAX_EVENTS; most *= TIER_FACTOR) {
      int least = most / TIER_FACTOR;
      int below = Math.min(most, HALF);
      List<Waiting> tier =
          blocks.stream().filter(b -> b.count() >= least && b.count() < below).toList();
      if (tier.size() >= FEWEST_MERGED) {
        return new Task.MergeBlocks(day, upTo(tier, MOST_EVENTS, MOST_MERGED));
      }
    }
    List<Waiting> full = blocks.stream().filter(b -> b.count() >= HALF).toList();
    if (isOver(day, blocks)) {
      List<Waiting> small = blocks.stream().filter(b -> b.count() < HALF).toList();
      return small.size() > 1
          ? new Task.MergeBlocks(day, upTo(small, MOST_EVENTS, MOST_MERGED))
          : new Task.Seal(day, upTo(blocks, settings.maxEvents(), Integer.MAX_VALUE));
    }
    return full.stream().mapToInt(Waiting::count).sum() >= settings.sealEvents()
        ? new Task.Seal(day, upTo(full, settings.maxEvents(), Integer.MAX_VALUE))
        : null;
  }

  private boolean isOver(int day, List<Waiting> blocks) {
    Instant end = LocalDate.ofEpochDay(day + 1L).atStartOfDay().toInstant(ZoneOffset.UTC);
    return !now.isBefore(end.plus(settings.quiet()))
        && blocks.stream().allMatch(b -> b.ageSeconds() >= settings.quiet().toSeconds());
  }

  /** The first ones, at least one, with at most so many events. */
  private static List<Waiting> upTo(List<Waiting> blocks, int events, int most) {
    int sum = 0;
    int end = 0;
    while (end < blocks.size() && end < most) {
      sum += blocks.get(end).count();
      if (end > 0 && sum > events) {
        break;
      }
      end++;
    }
    return blocks.subList(0, end);
  }

  private @Nullable Task ofRuns(List<SealedRun> runs) {
    Map<Integer, List<SealedRun>> days = new TreeMap<>();
    for (SealedRun run : runs) {
      days.computeIfAbsent(run.day(), _ -> new ArrayList<>()).add(run);
    }
    for (var day : days.entrySet()) {
      day.getValue().sort(Comparator.comparingInt(SealedRun::count));
      List<SealedRun> alike = alike(day.getValue());
      if (alike.size() >= FEWEST_RUNS) {
        return new Task.MergeRuns(day.getKey(), alike);
      }
    }
    return null;
  }

  private List<SealedRun> alike(List<SealedRun> ascending) {
    int sum = 0;
    int end = 0;
    for (SealedRun run : ascending) {
      boolean isAlike = end == 0 || run.count() <= (long) RUN_FACTOR * sum;
      if (!isAlike || sum + run.count() > settings.maxEvents()) {
        break;
      }
      sum += run.count();
      end++;
    }
    return ascending.subList(0, end);
  }
}
