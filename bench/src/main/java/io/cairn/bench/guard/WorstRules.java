package io.cairn.bench.guard;

import io.cairn.guard.GuardDocument;
import io.cairn.guard.GuardEvaluationException;
import io.cairn.guard.GuardRules;
import java.util.Arrays;
import java.util.List;

/** The worst legal rules known, on an item of 40 KB: how long until the limit stops them. */
final class WorstRules {

  private record Worst(String name, String text) {}

  private static final List<Worst> RULES =
      List.of(
          new Worst(
              "8 blocks over one wildcard",
              "let v = a[*] \n rule r { "
                  + "%v { ".repeat(8)
                  + "this exists"
                  + " }".repeat(8)
                  + " }"),
          new Worst("all in all", "let x = a[*].b[*] \n rule r { %x[*] in %x[*] }"),
          new Worst("300 self-comparisons", "rule r { " + "a == a ".repeat(300) + "}"),
          new Worst(
              "a pattern that backtracks",
              "let t = a[*].s \n rule r { " + "%t == /(.*a){9}z/ ".repeat(50) + " }"),
          new Worst(
              "a pattern with a back reference",
              "let t = a[*].s \n rule r { " + "%t == /(.*)(.*)(.*)(.*)\\1z/ ".repeat(50) + " }"),
          new Worst(
              "60 doublings of a text",
              "let t0 = join(a[ s exists ].s, \"\") " + doubling() + " rule r { %t60 exists }"));

  private static String doubling() {
    var out = new StringBuilder();
    for (int i = 1; i <= 60; i++) {
      out.append("let t%d = regex_replace(%%t%d, \"(?s)^.*$\", \"$0$0\")%n".formatted(i, i - 1));
    }
    return out.toString();
  }

  void run() {
    var item = new StringBuilder("{\"a\":[");
    item.repeat("{\"b\":[1,2,3,4,5,6,7,8],\"s\":\"abcabcabcabcabcabcabcabcabc\"},", 640)
        .append("1]}");
    var document = GuardDocument.parse(item.toString());
    System.out.printf("worst legal rules on an item of %d bytes%n", item.length());
    for (var worst : RULES) {
      var rules = GuardRules.parse(worst.name, worst.text);
      var took = new long[60];
      var end = "";
      for (int i = 0; i < took.length; i++) {
        var round = new String[] {""};
        took[i] = Meter.measure(() -> round[0] = end(rules, document)).cpu();
        end = round[0];
      }
      Arrays.sort(took);
      System.out.printf(
          "  %-32s median %5.2f ms, 90th %5.2f ms CPU: %s%n",
          worst.name, took[30] / 1e6, took[54] / 1e6, end);
    }
  }

  private static String end(GuardRules rules, GuardDocument document) {
    try {
      return rules.evaluate(document).status().toString();
    } catch (GuardEvaluationException stopped) {
      return String.valueOf(stopped.getMessage()).replaceAll("\\(.*", "");
    }
  }
}
