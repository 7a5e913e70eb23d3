package io.cairn.sigma.parse;

import io.cairn.sigma.DiagnosticCode;
import io.cairn.sigma.parse.Modifier.Kind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which modifiers may stand together and in which order. */
final class ChainRules {
  private static final Set<Kind> BESIDE_FIELDREF = EnumSet.of(Kind.FIELDREF, Kind.PLACE, Kind.CASE);
  private static final Set<Kind> BESIDE_REGEX =
      EnumSet.of(Kind.REGEX, Kind.FLAG, Kind.PLACE, Kind.EXPAND);
  private static final Set<Kind> FOR_KEYWORDS =
      EnumSet.of(Kind.PLACE, Kind.CASE, Kind.REGEX, Kind.FLAG, Kind.ENCODING, Kind.EXPAND);

  private ChainRules() {}

  static boolean check(ItemKey item, Report report) {
    String problem = problem(item);
    if (problem != null) {
      report.add(
          DiagnosticCode.MODIFIER_CHAIN, item.key().at(), problem + " (" + item.words() + ")");
      return false;
    }
    if (item.modifiers().stream().distinct().count() < item.modifiers().size()) {
      report.add(DiagnosticCode.MODIFIER_TWICE, item.key().at(), "a modifier stands twice");
    }
    if (item.has(Kind.REGEX) && item.has(Kind.PLACE)) {
      String message = "after re, contains, startswith and endswith change nothing: use ^ and $";
      report.add(DiagnosticCode.MODIFIER_IDLE, item.key().at(), message);
    }
    return true;
  }

  private static @Nullable String problem(ItemKey item) {
    if (item.field() == null) {
      return keywordProblem(item);
    }
    List<Modifier> chain = item.chain();
    if (item.has(Kind.FLAG) && !item.has(Kind.REGEX)) {
      return "i, m and s are flags of re";
    }
    return switch (item.comparison()) {
      case EXISTS -> item.modifiers().size() > 1 ? "exists stands alone" : null;
      case REGEX ->
          first(chain, Kind.REGEX, BESIDE_REGEX, "re comes first, followed by its flags only");
      case CIDR -> chain.size() > 1 ? "cidr stands alone but for all and neq" : null;
      case FIELDREF -> fieldReference(chain);
      case TIME -> timePart(chain);
      case COMPARE ->
          chain.size() > 1
              ? "a numeric comparison takes no other modifier before or after it"
              : null;
      default -> null;
    };
  }

  private static @Nullable String keywordProblem(ItemKey item) {
    for (Modifier modifier : item.chain()) {
      if (!FOR_KEYWORDS.contains(modifier.kind())) {
        return "keywords have no field that " + modifier.word() + " could look at";
      }
    }
    if (item.has(Modifier.NEQ)) {
      return "keywords do not take neq: negate them in the condition";
    }
    if (item.has(Kind.FLAG) && !item.has(Kind.REGEX)) {
      return "i, m and s are flags of re";
    }
    return item.has(Kind.REGEX)
        ? first(
            item.chain(), Kind.REGEX, BESIDE_REGEX, "re comes first, followed by its flags only")
        : null;
  }

  private static @Nullable String first(
      List<Modifier> chain, Kind kind, Set<Kind> beside, String problem) {
    boolean fits =
        chain.getFirst().kind() == kind && chain.stream().allMatch(m -> beside.contains(m.kind()));
    return fits ? null : problem;
  }

  private static @Nullable String fieldReference(List<Modifier> chain) {
    long places = chain.stream().filter(modifier -> modifier.kind() == Kind.PLACE).count();
    if (places > 1) {
      return "fieldref takes one of contains, startswith and endswith";
    }
    int reference = chain.indexOf(Modifier.FIELDREF);
    boolean placeBefore =
        chain.subList(0, reference).stream().anyMatch(m -> m.kind() == Kind.PLACE);
    boolean fits = chain.stream().allMatch(modifier -> BESIDE_FIELDREF.contains(modifier.kind()));
    return fits && !placeBefore
        ? null
        : "fieldref comes first, followed by cased and one of contains, startswith, endswith";
  }

  private static @Nullable String timePart(List<Modifier> chain) {
    boolean fits =
        chain.getFirst().kind() == Kind.TIME
            && (chain.size() == 1 || (chain.size() == 2 && chain.getLast().kind() == Kind.COMPARE));
    return fits ? null : "a time part comes first, followed by at most one of lt, lte, gt and gte";
  }
}
