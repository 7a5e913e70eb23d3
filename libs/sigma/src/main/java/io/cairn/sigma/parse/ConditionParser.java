package io.cairn.sigma.parse;

import io.cairn.sigma.DiagnosticCode;
import io.cairn.sigma.expression.Expression;
import io.cairn.sigma.expression.Expression.Not;
import java.util.ArrayList;
import java.util.List;

/** The condition's grammar: {@code not} before {@code and} before {@code or}; whole words only. */
final class ConditionParser {
  static final int MAX_LENGTH = 20_000;
  private static final int MAX_DEPTH = 100;

  private record Token(String word, int offset) {}

  private final String text;
  private final ConditionReader names;
  private final List<Token> tokens = new ArrayList<>();
  private int next;
  private int depth;

  ConditionParser(String text, ConditionReader names) {
    this.text = text;
    this.names = names;
  }

  Expression parse() throws ConditionException {
    if (text.length() > MAX_LENGTH) {
      throw new ConditionException(
          DiagnosticCode.RULE_TOO_LARGE, "longer than 20,000 characters", 0);
    }
    tokenize();
    Expression expression = or();
    if (next < tokens.size()) {
      throw error("unexpected '" + tokens.get(next).word() + "'; join by and, or");
    }
    return expression;
  }

  private void tokenize() throws ConditionException {
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      int start = at;
      if (Character.isWhitespace(c)) {
        at++;
      } else if (c == '(' || c == ')') {
        tokens.add(new Token(text.substring(at, ++at), start));
      } else if (isWordPart(c)) {
        while (at < text.length() && isWordPart(text.charAt(at))) {
          at++;
        }
        tokens.add(new Token(text.substring(start, at), start));
      } else {
        throw unexpected(c, at);
      }
    }
  }

  private static ConditionException unexpected(char c, int at) {
    if (c == '|') {
      String message = "pipe aggregations were removed from Sigma: write a correlation rule";
      return new ConditionException(DiagnosticCode.AGGREGATION_UNSUPPORTED, message, at);
    }
    String message = c == ',' ? "no lists: use 1 of or all of" : "unexpected character '" + c + "'";
    return new ConditionException(DiagnosticCode.CONDITION_SYNTAX, message, at);
  }

  private static boolean isWordPart(char c) {
    return (c >= '0' && c <= '9')
        || (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || c == '_'
        || c == '-'
        || c == '*';
  }

  private Expression or() throws ConditionException {
    var operands = new ArrayList<Expression>();
    do {
      operands.add(and());
    } while (skip("or"));
    return Expression.or(operands);
  }

  private Expression and() throws ConditionException {
    var operands = new ArrayList<Expression>();
    do {
      operands.add(not());
    } while (skip("and"));
    return Expression.and(operands);
  }

  private Expression not() throws ConditionException {
    boolean negated = false;
    boolean any = false;
    while (skip("not")) {
      negated = !negated;
      any = true;
    }
    Expression atom = atom();
    return negated ? new Not(atom) : any ? new Not(new Not(atom)) : atom;
  }

  private Expression atom() throws ConditionException {
    Token token = take("a search identifier");
    return switch (token.word()) {
      case "(" -> group();
      case ")", "and", "or", "of", "them" ->
          throw error("unexpected '" + token.word() + "'", token);
      default -> at("of") ? quantified(token) : named(token);
    };
  }

  private Expression group() throws ConditionException {
    if (++depth > MAX_DEPTH) {
      throw error("parentheses nest deeper than " + MAX_DEPTH);
    }
    Expression inner = or();
    depth--;
    if (!skip(")")) {
      throw error("a ) is missing");
    }
    return inner;
  }

  private Expression named(Token token) throws ConditionException {
    if (token.word().indexOf('*') >= 0) {
      throw error("a pattern needs a quantifier: 1 of " + token.word(), token);
    }
    return names.identifier(token.word(), token.offset());
  }

  private Expression quantified(Token quantifier) throws ConditionException {
    skip("of");
    Token pattern = take("them or a pattern");
    if (!isWordPart(pattern.word().charAt(0))) {
      throw error("expected them or a pattern", pattern);
    }
    return switch (quantifier.word()) {
      case "1", "any" -> Expression.or(names.matching(pattern.word(), pattern.offset()));
      case "all" -> {
        if (pattern.word().equals("them")) {
          names.warnAllOfThem(pattern.offset());
        }
        yield Expression.and(names.matching(pattern.word(), pattern.offset()));
      }
      default ->
          throw error(
              "'" + quantifier.word() + " of' is outside Sigma: 1 of, any of, all of", quantifier);
    };
  }

  private Token take(String expected) throws ConditionException {
    if (next == tokens.size()) {
      throw error("ends where " + expected + " is expected");
    }
    return tokens.get(next++);
  }

  private boolean at(String word) {
    return next < tokens.size() && tokens.get(next).word().equals(word);
  }

  private boolean skip(String word) {
    boolean there = at(word);
    next += there ? 1 : 0;
    return there;
  }

  private ConditionException error(String message) {
    int offset = next < tokens.size() ? tokens.get(next).offset() : text.length();
    return new ConditionException(DiagnosticCode.CONDITION_SYNTAX, message, offset);
  }

  private static ConditionException error(String message, Token token) {
    return new ConditionException(DiagnosticCode.CONDITION_SYNTAX, message, token.offset());
  }
}
