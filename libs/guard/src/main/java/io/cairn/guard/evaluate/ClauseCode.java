package io.cairn.guard.evaluate;

import io.cairn.guard.GuardStatus;
import io.cairn.guard.syntax.Node.Place;

/** One clause, compiled. What it takes from the run is given back by the group it stands in. */
interface ClauseCode {

  GuardStatus run(Run run, Scope scope);

  Place place();
}
