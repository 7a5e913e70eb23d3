package io.cairn.sigma.parse;

import io.cairn.sigma.expression.Operator.Comparison;
import io.cairn.sigma.expression.TimePart;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The modifiers of Sigma 2.1 by what they do to an item. */
enum Modifier {
  CONTAINS(Kind.PLACE),
  STARTSWITH(Kind.PLACE),
  ENDSWITH(Kind.PLACE),
  ALL(Kind.ITEM),
  NEQ(Kind.ITEM),
  CASED(Kind.CASE),
  EXISTS(Kind.EXISTS),
  RE(Kind.REGEX),
  I(Kind.FLAG),
  M(Kind.FLAG),
  S(Kind.FLAG),
  CIDR(Kind.CIDR),
  LT(Kind.COMPARE),
  LTE(Kind.COMPARE),
  GT(Kind.COMPARE),
  GTE(Kind.COMPARE),
  MINUTE(Kind.TIME),
  HOUR(Kind.TIME),
  DAY(Kind.TIME),
  WEEK(Kind.TIME),
  MONTH(Kind.TIME),
  YEAR(Kind.TIME),
  FIELDREF(Kind.FIELDREF),
  WINDASH(Kind.ENCODING),
  WIDE(Kind.ENCODING),
  UTF16(Kind.ENCODING),
  UTF16BE(Kind.ENCODING),
  BASE64(Kind.ENCODING),
  BASE64OFFSET(Kind.ENCODING),
  EXPAND(Kind.EXPAND);

  /** What may stand together is decided by kind. */
  enum Kind {
    PLACE,
    ITEM,
    CASE,
    EXISTS,
    REGEX,
    FLAG,
    CIDR,
    COMPARE,
    TIME,
    FIELDREF,
    ENCODING,
    EXPAND
  }

  private static final Map<String, Modifier> ALIASES =
      Map.of("ignorecase", I, "multiline", M, "dotall", S, "utf16le", WIDE);

  private static final Map<String, Modifier> BY_NAME =
      Stream.of(values()).collect(Collectors.toMap(Modifier::word, modifier -> modifier));

  private final Kind kind;

  Modifier(Kind kind) {
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Modifier> named(String word) {
    return Optional.ofNullable(BY_NAME.get(word)).or(() -> Optional.ofNullable(ALIASES.get(word)));
  }

  Comparison comparison() {
    return switch (this) {
      case LT -> Comparison.LESS;
      case LTE -> Comparison.LESS_OR_EQUAL;
      case GT -> Comparison.GREATER;
      case GTE -> Comparison.GREATER_OR_EQUAL;
      default -> throw new IllegalArgumentException(word() + " compares no numbers");
    };
  }

  TimePart timePart() {
    return TimePart.valueOf(name());
  }
}
