package io.cairn.config.item;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.config.item.ItemRecorder.Outcome;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a look comes to, once compared with where the resource stood. */
sealed interface LookOutcome {

  /** As {@link ItemRecorder} tells it. */
  Outcome outcome();

  /** The look is older than the last item, or tells of the end of what is not known. */
  record Ignored() implements LookOutcome {
    @Override
    public Outcome outcome() {
      return Outcome.IGNORED;
    }
  }

  /**
   * Nothing new: the last item stays.
   *
   * @param still its row with what is known of the look
   * @param last the last item, if the parts that are not known are others now
   */
  record Same(CurrentResource still, @Nullable ObjectNode last) implements LookOutcome {
    @Override
    public Outcome outcome() {
      return Outcome.UNCHANGED;
    }
  }

  /**
   * A new item.
   *
   * @param current where the resource stands with it
   * @param previousLookAt the last look before it that saw every part; null if there was none
   * @param message complete message form
   */
  record News(
      Outcome outcome,
      CurrentResource current,
      @Nullable Instant previousLookAt,
      ObjectNode message)
      implements LookOutcome {

    static News of(
        Outcome outcome,
        @Nullable CurrentResource before,
        CurrentResource after,
        ObjectNode message) {
      MessageForm.complete(message, after.captureTime(), after.stateId(), after.status());
      return new News(outcome, after, before == null ? null : before.settledAt(), message);
    }

    /** The item of a resource that is gone. */
    static News deleted(CurrentResource was, ObjectNode last, Instant at) {
      var after =
          new CurrentResource(
              was.key(),
              was.resourceName(),
              was.arn(),
              ItemStatus.DELETED,
              at,
              Look.nextStateId(was, at),
              at,
              at,
              null,
              Set.of(),
              Set.of());
      return of(Outcome.DELETED, was, after, MessageForm.deleted(was.key(), last));
    }
  }
}
