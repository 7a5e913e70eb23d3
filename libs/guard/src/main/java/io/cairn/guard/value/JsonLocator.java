package io.cairn.guard.value;

import java.util.List;

/** Finds where a value of a JSON text stands, by reading the text again along the way to it. */
public final class JsonLocator extends JsonText {

  private int found;

  private JsonLocator(byte[] bytes) {
    super(bytes, 0, bytes.length);
  }

  /**
   * The offset of the key, element or document at the end of a path, or of the last one on the way
   * that is there. The text is JSON.
   */
  public static int offset(byte[] json, List<String> path) {
    var locator = new JsonLocator(json);
    locator.space();
    locator.found = locator.at;
    boolean more = true;
    for (var step : path) {
      more = more && locator.step(step);
    }
    return locator.found;
  }

  /** Goes to a member; false if there is none of that name. */
  private boolean step(String step) {
    int open = peek();
    if (open != '{' && open != '[') {
      return false;
    }
    at++;
    space();
    for (int index = 0; peek() != '}' && peek() != ']'; index++) {
      int start = at;
      var name = Integer.toString(index);
      if (open == '{') {
        name = string();
        space();
        at++;
        space();
      }
      if (name.equals(step)) {
        found = start;
        return true;
      }
      skipValue();
      space();
      if (peek() == ',') {
        at++;
        space();
      }
    }
    return false;
  }

  private void skipValue() {
    int next = peek();
    if (next == '"') {
      skipString();
    } else if (next == '{' || next == '[') {
      skipContainer(0);
    } else {
      while (at < end && ",]} \n\r\t".indexOf(bytes[at]) < 0) {
        at++;
      }
    }
  }
}
