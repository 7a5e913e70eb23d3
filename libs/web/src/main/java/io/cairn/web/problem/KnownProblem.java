package io.cairn.web.problem;

/** A problem type that holds its parts in one value; an enum of them needs one accessor. */
public interface KnownProblem extends ProblemType {
  /** The parts. */
  ProblemKind kind();

  @Override
  default String slug() {
    return kind().slug();
  }

  @Override
  default int status() {
    return kind().status();
  }

  @Override
  default String title() {
    return kind().title();
  }
}
