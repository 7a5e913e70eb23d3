package io.cairn.sigma;

import io.cairn.sigma.Diagnostic.Severity;

/**
 * The linter's checks. Codes below SIG100 refuse the document, the others warn; a code never
 * changes its meaning.
 */
public enum DiagnosticCode {
  /** The file is no YAML or no UTF-8. */
  YAML_SYNTAX(1),
  /** The file is too large, too deep or has too many aliases. */
  YAML_LIMIT(2),
  /** A document is empty or no map. */
  DOCUMENT_NOT_A_MAP(3),
  /** A key stands twice in one map. */
  DUPLICATE_KEY(4),
  /** A correlation rule where only detection rules are taken. */
  CORRELATION_UNSUPPORTED(5),
  /** A filter where only detection rules are taken. */
  FILTER_UNSUPPORTED(6),
  /** A legacy action that is none. */
  ACTION_UNKNOWN(7),
  /** A required field is missing or empty. */
  FIELD_MISSING(10),
  /** A field has the wrong type. */
  FIELD_TYPE(11),
  /** A field has a value that is not allowed. */
  FIELD_VALUE(12),
  /** An id or name is used twice. */
  IDENTITY_TWICE(13),
  /** The detection's structure is wrong: empty maps, nested values, timeframe. */
  DETECTION_STRUCTURE(20),
  /** A modifier that does not exist. */
  MODIFIER_UNKNOWN(21),
  /** Modifiers that cannot stand together or in this order. */
  MODIFIER_CHAIN(22),
  /** A modifier that does not take this type of value. */
  MODIFIER_TYPE(23),
  /** A regular expression that is malformed or not supported. */
  REGEX_INVALID(24),
  /** A network that is none. */
  CIDR_INVALID(25),
  /** A placeholder that nothing supplies. */
  PLACEHOLDER_UNRESOLVED(26),
  /** A value that cannot be encoded or expands too far. */
  VALUE_EXPANSION(27),
  /** A condition that cannot be read. */
  CONDITION_SYNTAX(30),
  /** A condition that names an unknown search identifier. */
  IDENTIFIER_UNKNOWN(31),
  /** A condition's pattern that no search identifier fits. */
  PATTERN_UNMATCHED(32),
  /** Pipe aggregations, removed from the language. */
  AGGREGATION_UNSUPPORTED(33),
  /** A rule that is too large to evaluate. */
  RULE_TOO_LARGE(34),
  /** A mention of a rule that is not there. */
  REFERENCE_UNKNOWN(40),
  /** Correlation rules that mention each other in a circle. */
  REFERENCE_CYCLE(41),
  /** A correlation's condition that cannot be read or judged. */
  CORRELATION_CONDITION(42),
  /** A timespan that is none. */
  TIMESPAN_INVALID(43),

  /** A search identifier that no condition uses. */
  IDENTIFIER_UNUSED(101),
  /** {@code all of them}. */
  ALL_OF_THEM(102),
  /** {@code them} where there is one identifier. */
  THEM_IS_ONE(103),
  /** null among other values. */
  NULL_IN_LIST(104),
  /** The same value twice in a list. */
  VALUE_TWICE(105),
  /** An empty list, which means null. */
  LIST_EMPTY(106),
  /** A lone star, where exists says it. */
  WILDCARD_ALONE(107),
  /** Two stars in a row. */
  WILDCARD_DOUBLE(108),
  /** A star where a modifier says it. */
  WILDCARD_FOR_MODIFIER(109),
  /** A number in quotes. */
  NUMBER_QUOTED(110),
  /** A control character in a value. */
  CONTROL_CHARACTER(111),
  /** all with a single value. */
  ALL_WITH_ONE(112),
  /** all on a field that compares whole values. */
  ALL_WITHOUT_PARTS(113),
  /** base64offset without contains. */
  BASE64OFFSET_WHOLE(114),
  /** A modifier twice. */
  MODIFIER_TWICE(115),
  /** A time part that never occurs. */
  TIME_PART_RANGE(116),
  /** A modifier that changes nothing here. */
  MODIFIER_IDLE(117),
  /** No id. */
  ID_MISSING(120),
  /** No level. */
  LEVEL_MISSING(121),
  /** No description. */
  DESCRIPTION_MISSING(122),
  /** modified before date. */
  MODIFIED_BEFORE_DATE(123),
  /** deprecated without related. */
  DEPRECATED_ALONE(124),
  /** A tag outside the known namespaces. */
  TAG_NAMESPACE(125),
  /** Upper case or spaces in a log source or in a key. */
  UPPER_CASE(126),
  /** A legacy action. */
  ACTION_LEGACY(127),
  /** The same entry twice in a list of the header. */
  ENTRY_TWICE(128),
  /** The old spelling of dates. */
  DATE_SLASHES(129),
  /** level or status in a filter, which has neither. */
  FILTER_HEADER(130),
  /** A correlation without group-by, which counts everything together. */
  GROUP_BY_MISSING(131);

  private final int number;

  DiagnosticCode(int number) {
    this.number = number;
  }

  /** The code as printed, such as SIG021. */
  public String id() {
    return "SIG%03d".formatted(number);
  }

  /** Whether this check refuses a document. */
  public Severity severity() {
    return number < 100 ? Severity.ERROR : Severity.WARNING;
  }
}
