package io.cairn.bench.guard;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.guard.GuardDocument;
import io.cairn.guard.GuardRuleSet;
import io.cairn.guard.GuardRules;
import io.cairn.guard.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;

/** A template of 500 resources against 200 rule files of the usual shapes. */
final class TemplateBench {

  private static final int TYPES = 40;

  private final Random random;

  TemplateBench(long seed) {
    this.random = new Random(seed);
  }

  void run() {
    var template = template().getBytes(StandardCharsets.UTF_8);
    var builder = GuardRuleSet.builder();
    for (int i = 0; i < 200; i++) {
      builder.add("file" + i, GuardRules.parse("file" + i, file(i)));
    }
    var judge = builder.build().judge(new Limits(1_000_000, 100, Optional.empty()));
    var verdicts = new Counting();
    Runnable whole = () -> judge.judge(GuardDocument.parse(template), verdicts);
    var parsed = GuardDocument.parse(template);
    Runnable evaluate = () -> judge.judge(parsed, verdicts);
    var json = new ObjectMapper();
    Runnable jackson =
        () -> {
          try {
            json.readTree(template);
          } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
          }
        };
    Meter.medians(150, whole, evaluate, jackson);
    var medians = Meter.medians(50, whole, evaluate, jackson);
    System.out.printf(
        "template of 500 resources (%d bytes), 200 rule files: %.2f ms CPU with its parse,"
            + " %.2f without; Jackson's parse %.2f ms; %s%n",
        template.length,
        medians[0].cpu() / 1e6,
        medians[1].cpu() / 1e6,
        medians[2].cpu() / 1e6,
        verdicts.shares());
  }

  private String template() {
    var out = new StringBuilder("{\"AWSTemplateFormatVersion\":\"2010-09-09\",\"Resources\":{");
    for (int i = 0; i < 500; i++) {
      out.append(i == 0 ? "" : ",")
          .append(
              """
              "Resource%d":{"Type":"AWS::Service%d::Thing","Properties":{"Name":"n%d","Encrypted":%b,
              "Size":%d,"Tags":[{"Key":"team","Value":"t%d"},{"Key":"env","Value":"prod"}],
              "Policy":{"Statement":[{"Effect":"Allow","Action":["s3:Get*"],"Principal":{"AWS":"*"}}]}}}\
              """
                  .formatted(i, i % TYPES, i, random.nextInt(8) != 0, random.nextInt(100), i % 7));
    }
    return out.append("}}").toString();
  }

  private static String file(int i) {
    var type = "AWS::Service" + i % (TYPES + 10) + "::Thing";
    return switch (i % 3) {
      case 0 ->
          """
          let things = Resources.*[ Type == '%s' ]
          rule encrypted_%d when %%things !empty {
            %%things.Properties.Encrypted == true <<Not encrypted.>>
            %%things.Properties.Size <= 90
          }
          """
              .formatted(type, i);
      case 1 ->
          "%s { Properties.Encrypted exists Properties.Tags[ Key == 'team' ] !empty }"
              .formatted(type);
      default ->
          """
          rule open_%d {
            Resources.*[ Type == '%s' ] {
              Properties.Policy.Statement[ Effect == 'Allow' ] { Action !in ['*'] Principal.AWS exists }
            }
          }
          """
              .formatted(i, type);
    };
  }
}
