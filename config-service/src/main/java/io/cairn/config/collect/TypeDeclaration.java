package io.cairn.config.collect;

import io.cairn.contracts.AccountId;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is declared of a type beside how it is read.
 *
 * @param resourceType {@code AWS::EC2::Volume}
 * @param reach where its resources live
 * @param run types with the same run are listed together, by the collector of the first
 * @param actions IAM actions that listing and describing need, in call order
 * @param events API events that change such a resource
 * @param idPattern form of an id that is unmistakably of this type; null where ids are names
 * @param idFromArn the id or a name in an ARN of such a resource; null for other ARNs
 * @param named whether events call the resource by a name that is not its id
 */
public record TypeDeclaration(
    String resourceType,
    Reach reach,
    String run,
    List<String> actions,
    List<ChangeEvents> events,
    @Nullable Pattern idPattern,
    Function<String, @Nullable String> idFromArn,
    boolean named) {

  /** What AWS Config writes as region of types that have none. */
  public static final String GLOBAL = "global";

  /** Copies the lists. */
  public TypeDeclaration {
    actions = actions.stream().distinct().sorted().toList();
    events = List.copyOf(events);
  }

  /** The region of the key of a resource of this type that an event in {@code region} names. */
  public String keyRegion(String region) {
    return reach == Reach.GLOBAL ? GLOBAL : region;
  }

  /** The id or name in an ARN of such a resource in an account; null for any other text. */
  public @Nullable String inArn(String text, AccountId account) {
    String owner = Arns.account(text);
    boolean foreign = !owner.isEmpty() && !owner.equals(account.value());
    return foreign || !Arns.isArn(text) ? null : idFromArn.apply(text);
  }

  /** Whether a text is unmistakably an id of this type. */
  public boolean isId(String text) {
    return idPattern != null && idPattern.matcher(text).matches();
  }

  /** A name without what events put around it: a partial ARN before, a qualifier behind. */
  public String cleaned(String name) {
    int function = name.indexOf(":function:");
    String bare = function < 0 ? name : name.substring(function + ":function:".length());
    int qualifier = bare.indexOf(':');
    return qualifier < 0 ? bare : bare.substring(0, qualifier);
  }
}
