package io.cairn.policy.simulate;

import io.cairn.policy.Access;
import io.cairn.policy.AttachedPolicies;

/**
 * One question with all that bears on it.
 *
 * @param id what the asker calls it
 * @param policies what is attached
 * @param access what is asked
 */
record SimulationCase(String id, AttachedPolicies policies, Access access) {}
