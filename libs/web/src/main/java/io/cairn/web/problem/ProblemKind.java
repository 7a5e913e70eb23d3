package io.cairn.web.problem;

/**
 * The parts of a kind of error, for enums that implement {@link KnownProblem}.
 *
 * @param slug last part of the problem's {@code type}; stable
 * @param status HTTP status
 * @param title what kind of error it is
 */
public record ProblemKind(String slug, int status, String title) {}
