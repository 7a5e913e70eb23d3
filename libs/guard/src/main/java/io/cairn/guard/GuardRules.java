package io.cairn.guard;

import io.cairn.guard.evaluate.Bindings;
import io.cairn.guard.evaluate.CompiledFile;
import io.cairn.guard.lint.ProgramReader;
import io.cairn.guard.parse.RuleParser;
import io.cairn.guard.syntax.Node;
import io.cairn.guard.syntax.Printer;
import io.cairn.guard.value.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A compiled rule file: immutable, shared between threads, evaluated on any number of documents.
 * Texts are bounded (512 Ki characters, 120 levels); so is each evaluation, by {@link Limits}.
 */
public final class GuardRules {

  private final String name;
  private final Node.Program program;
  private volatile @Nullable CompiledFile code;
  private final GuardOptions options;

  private GuardRules(String name, Node.Program program, GuardOptions options) {
    this.name = name;
    this.program = program;
    this.options = options;
  }

  /**
   * Compiles a text of the whole language.
   *
   * @param name what errors call the text
   * @throws GuardSyntaxException if it does not parse
   */
  public static GuardRules parse(String name, String text) {
    return parse(name, text, GuardOptions.STANDARD);
  }

  /**
   * Compiles a text with options.
   *
   * @throws GuardSyntaxException if it does not parse
   */
  public static GuardRules parse(String name, String text, GuardOptions options) {
    return new GuardRules(name, RuleParser.parse(name, text, options.dialect()), options);
  }

  /** What errors call the text. */
  public String name() {
    return name;
  }

  /** The names of the rules, in order; parameterised ones are not judged and not listed. */
  public List<String> ruleNames() {
    return program.rules().stream().map(Node.Rule::name).toList();
  }

  /** The variables that are read but not assigned anywhere in the text: its parameters. */
  public Set<String> freeVariables() {
    return new ProgramReader(program).freeVariables();
  }

  /**
   * The dotted paths of keys that the text reads from the document's root, each as far as it is
   * known without a document.
   */
  public Set<String> paths() {
    return new ProgramReader(program).paths();
  }

  /** Constructs that do not do what they seem to, with their lines. */
  public List<GuardWarning> warnings() {
    return new ProgramReader(program).warnings(options.dialect());
  }

  /** Evaluates all rules within the standard limits. */
  public GuardResult evaluate(GuardDocument document) {
    return evaluate(document, Map.of(), Limits.STANDARD);
  }

  /**
   * Evaluates all rules.
   *
   * @param variables what {@code %name} holds where the text itself does not assign it; {@link
   *     GuardValue#nothing()} for a parameter that was not given
   * @throws GuardEvaluationException if a clause cannot be evaluated or a limit is reached
   */
  public GuardResult evaluate(
      GuardDocument document, Map<String, GuardValue> variables, Limits limits) {
    return code().evaluate(document.value(), bindings(variables), limits);
  }

  /**
   * Evaluates all rules again and says why they fail: at most ten findings a rule, in the order of
   * the text; empty if nothing fails.
   *
   * @throws GuardEvaluationException as {@link #evaluate}
   */
  public List<GuardFinding> findings(
      GuardDocument document, Map<String, GuardValue> variables, Limits limits) {
    return code().findings(document.value(), bindings(variables), limits);
  }

  /** Made when first needed: rules that are put into a set are compiled there. */
  private CompiledFile code() {
    var made = code;
    if (made == null) {
      made = CompiledFile.of(name, program, options.exactKeys());
      code = made;
    }
    return made;
  }

  static Bindings bindings(Map<String, GuardValue> variables) {
    if (variables.isEmpty()) {
      return Bindings.NONE;
    }
    Map<String, Value> values = new HashMap<>();
    variables.forEach((key, value) -> values.put(key, value.value()));
    return new Bindings(values);
  }

  /** The text again, one clause a line; parsing it gives the same rules. */
  public String print() {
    return Printer.print(program);
  }

  Node.Program program() {
    return program;
  }

  GuardOptions options() {
    return options;
  }
}
