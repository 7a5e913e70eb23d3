package io.cairn.config.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.config.database.Database;
import io.cairn.config.database.Sql;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The table of rule settings. Read inside the transaction that judges, so no replica is behind. */
@Singleton
class RuleSettings {
  private static final TypeReference<Map<String, String>> VALUES = new TypeReference<>() {};

  private final Database database;
  private final ObjectMapper mapper;
  private final Clock clock;

  RuleSettings(Database database, ObjectMapper mapper, Clock clock) {
    this.database = database;
    this.mapper = mapper;
    this.clock = clock;
  }

  /** The settings that someone made, by rule name. */
  Map<String, RuleSetting> all() {
    return database
        .list(
            Sql.of("SELECT config_rule_name, enabled, parameters::text FROM rule_setting"),
            row ->
                Map.entry(
                    row.getString(1), new RuleSetting(row.getBoolean(2), read(row.getString(3)))))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  void put(String name, RuleSetting setting, String by) {
    database.update(
        Sql.of(
            "INSERT INTO rule_setting (config_rule_name, enabled, parameters, updated_at, updated_by)"
                + " VALUES (?, ?, ?::jsonb, ?, ?) ON CONFLICT (config_rule_name) DO UPDATE SET"
                + " enabled = excluded.enabled, parameters = excluded.parameters,"
                + " updated_at = excluded.updated_at, updated_by = excluded.updated_by",
            name,
            setting.enabled(),
            write(setting.parameters()),
            clock.instant(),
            by));
  }

  void remove(String name) {
    database.update(Sql.of("DELETE FROM rule_setting WHERE config_rule_name = ?", name));
  }

  /** Text that changes whenever the rule or what it is set to does. */
  String fingerprint(ConfigRule rule, RuleSetting setting) {
    return rule.fingerprint() + "|" + setting.enabled() + "|" + write(setting.parameters());
  }

  private Map<String, String> read(String json) {
    try {
      return mapper.readValue(json, VALUES);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a rule's stored parameters are damaged", e);
    }
  }

  private String write(Map<String, String> values) {
    try {
      return mapper.writeValueAsString(new TreeMap<>(values));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a rule's parameters cannot be written", e);
    }
  }
}
