package io.cairn.web.problem;

/**
 * One wrong part of a request.
 *
 * @param field where: a parameter's name, a JSON pointer or an index
 * @param detail what is wrong and what would be right
 */
public record ProblemError(String field, String detail) {}
