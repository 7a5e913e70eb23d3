package io.cairn.guard.evaluate;

import io.cairn.guard.syntax.Node.Binary;
import io.cairn.guard.value.Kind;
import io.cairn.guard.value.Value;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A literal as the right side of a comparison with one value that is no list; texts are kept as
 * bytes too, so that a document's need not be decoded.
 */
final class LiteralTest {

  private final Value literal;
  private final String[] texts;
  private final byte[][] utf8;

  private LiteralTest(Value literal, Value[] texts) {
    this.literal = literal;
    this.texts = new String[texts.length];
    this.utf8 = new byte[texts.length][];
    for (int i = 0; i < texts.length; i++) {
      this.texts[i] = texts[i].string();
      this.utf8[i] = this.texts[i].getBytes(StandardCharsets.UTF_8);
    }
  }

  /** The test, or null if this literal takes the general way with this operator. */
  static @Nullable LiteralTest of(Binary operator, Value literal) {
    if (literal.is(Kind.STRING)) {
      return new LiteralTest(literal, new Value[] {literal});
    }
    if (!literal.is(Kind.LIST)) {
      return new LiteralTest(literal, new Value[0]);
    }
    for (var child : literal.children()) {
      if (!child.is(Kind.STRING)) {
        return null;
      }
    }
    return operator == Binary.IN && literal.size() > 0
        ? new LiteralTest(literal, literal.children())
        : null;
  }

  boolean holds(Binary operator, boolean negated, Value value, Run run, Equality equality) {
    run.spend(1);
    return switch (operator) {
      case EQ ->
          (literal.is(Kind.STRING) && value.is(Kind.STRING))
              ? isText(value, 0, run) != negated
              : equality.equal(value, literal).passes(negated);
      case IN -> in(negated, value, run, equality);
      case GE -> {
        int order = equality.order(value, literal);
        yield order != Equality.NO_ORDER && order >= 0;
      }
      case LE -> {
        int order = equality.order(value, literal);
        yield order != Equality.NO_ORDER && order <= 0;
      }
      case GT -> equality.order(value, literal) > 0;
      case LT -> {
        int order = equality.order(value, literal);
        yield order != Equality.NO_ORDER && order < 0;
      }
    };
  }

  private boolean in(boolean negated, Value value, Run run, Equality equality) {
    if (literal.is(Kind.LIST)) {
      if (!value.is(Kind.STRING)) {
        run.spend(texts.length);
        return negated;
      }
      for (int i = 0; i < texts.length; i++) {
        if (isText(value, i, run)) {
          return !negated;
        }
      }
      return negated;
    }
    if (literal.is(Kind.STRING)) {
      return value.is(Kind.STRING) && (texts[0].contains(value.string()) != negated);
    }
    return equality.equal(value, literal).passes(negated);
  }

  private boolean isText(Value value, int i, Run run) {
    run.spend(1 + Math.min(value.textLength(), texts[i].length()) / 64);
    return value.isText(texts[i], utf8[i]);
  }
}
