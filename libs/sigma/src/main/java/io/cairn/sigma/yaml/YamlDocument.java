package io.cairn.sigma.yaml;

/**
 * One document of a file.
 *
 * @param root its value
 * @param source its text, as far as the next document
 */
public record YamlDocument(YamlNode root, String source) {}
