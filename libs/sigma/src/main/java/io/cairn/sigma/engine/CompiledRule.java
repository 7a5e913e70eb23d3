package io.cairn.sigma.engine;

import io.cairn.sigma.SigmaRule;

/** A rule with its logic over numbered predicates. */
record CompiledRule(SigmaRule rule, Node node) {}
