package io.cairn.bench.sigma;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.cairn.sigma.SigmaRuleSet;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import software.amazon.event.ruler.Machine;

/** Something that is timed over all events. */
interface Contender {
  /** What it found in all events; counted so that nothing is optimised away. */
  long pass(EventCorpus events) throws Exception;

  /** Which rules one event matches, by number. */
  default BitSet matches(EventCorpus events, int event) throws Exception {
    throw new UnsupportedOperationException("finds no rules");
  }

  /** The floor: every token read, nothing done with it. */
  record JacksonScan(JsonFactory factory) implements Contender {
    @Override
    public long pass(EventCorpus events) throws Exception {
      long tokens = 0;
      for (int i = 0; i < events.count(); i++) {
        try (JsonParser parser =
            factory.createParser(events.bytes(), events.offsets()[i], events.length(i))) {
          while (parser.nextToken() != null) {
            tokens++;
          }
        }
      }
      return tokens;
    }
  }

  /** event-ruler in its fastest form: case counts, and a string is made of the bytes. */
  record EventRuler(Machine machine) implements Contender {
    static EventRuler of(List<MixedRule> rules) throws Exception {
      var machine = Machine.builder().build();
      for (MixedRule rule : rules) {
        machine.addRule(Integer.toString(rule.number()), rule.ruler());
      }
      return new EventRuler(machine);
    }

    private List<String> found(EventCorpus events, int event) throws Exception {
      return machine.rulesForJSONEvent(
          new String(
              events.bytes(),
              events.offsets()[event],
              events.length(event),
              StandardCharsets.UTF_8));
    }

    @Override
    public long pass(EventCorpus events) throws Exception {
      long found = 0;
      for (int i = 0; i < events.count(); i++) {
        found += found(events, i).size();
      }
      return found;
    }

    @Override
    public BitSet matches(EventCorpus events, int event) throws Exception {
      var matches = new BitSet();
      found(events, event).forEach(name -> matches.set(Integer.parseInt(name)));
      return matches;
    }
  }

  /** Ours. */
  record Engine(SigmaRuleSet rules, int[] numbers) implements Contender {
    @Override
    public long pass(EventCorpus events) {
      long found = 0;
      for (int i = 0; i < events.count(); i++) {
        found += rules.matchIds(events.bytes(), events.offsets()[i], events.length(i), _ -> {});
      }
      return found;
    }

    @Override
    public BitSet matches(EventCorpus events, int event) {
      var matches = new BitSet();
      rules.matchIds(
          events.bytes(),
          events.offsets()[event],
          events.length(event),
          rule -> matches.set(numbers[rule]));
      return matches;
    }
  }
}
