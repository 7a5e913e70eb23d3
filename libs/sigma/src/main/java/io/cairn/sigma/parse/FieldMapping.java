package io.cairn.sigma.parse;

import io.cairn.sigma.expression.Expression;
import io.cairn.sigma.expression.Expression.And;
import io.cairn.sigma.expression.Expression.Not;
import io.cairn.sigma.expression.Expression.Or;
import io.cairn.sigma.expression.Expression.Test;
import io.cairn.sigma.expression.FieldPath;
import io.cairn.sigma.expression.Operator;
import io.cairn.sigma.expression.Operator.FieldReference;
import io.cairn.sigma.expression.Predicate;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Renames the fields of an expression; a field with several names here becomes an OR. */
final class FieldMapping {
  private final Map<String, List<String>> names;
  private final IdentityHashMap<Expression, Expression> done = new IdentityHashMap<>();

  FieldMapping(Map<String, List<String>> names) {
    this.names = names;
  }

  Expression apply(Expression expression) {
    if (names.isEmpty()) {
      return expression;
    }
    Expression known = done.get(expression);
    if (known != null) {
      return known;
    }
    Expression made =
        switch (expression) {
          case Test(Predicate predicate) -> test(predicate);
          case Not(Expression operand) -> new Not(apply(operand));
          case And(List<Expression> operands) -> new And(all(operands));
          case Or(List<Expression> operands) -> new Or(all(operands));
        };
    done.put(expression, made);
    return made;
  }

  private List<Expression> all(List<Expression> operands) {
    return operands.stream().map(this::apply).toList();
  }

  private Expression test(Predicate predicate) {
    var any = new ArrayList<Expression>();
    for (@Nullable FieldPath field : named(predicate.field())) {
      for (Operator operator : operators(predicate.operator())) {
        any.add(new Test(new Predicate(field, operator)));
      }
    }
    return Expression.or(any);
  }

  private List<@Nullable FieldPath> named(@Nullable FieldPath field) {
    var named = new ArrayList<@Nullable FieldPath>();
    List<String> here = field == null ? null : names.get(field.name());
    if (here == null) {
      named.add(field);
    } else {
      here.forEach(name -> named.add(new FieldPath(name)));
    }
    return named;
  }

  private List<Operator> operators(Operator operator) {
    if (!(operator instanceof FieldReference reference)) {
      return List.of(operator);
    }
    return names.getOrDefault(reference.other().name(), List.of(reference.other().name())).stream()
        .<Operator>map(
            name ->
                new FieldReference(new FieldPath(name), reference.relation(), reference.cased()))
        .toList();
  }
}
