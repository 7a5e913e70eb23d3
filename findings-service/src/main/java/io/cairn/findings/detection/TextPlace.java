package io.cairn.findings.detection;

/**
 * Places in a document of a file, in words.
 *
 * @param source the document's text
 * @param origin the file it came from, with the line it starts at
 */
record TextPlace(String source, String origin) {
  /** Where it starts. */
  String line() {
    return "line " + firstLine();
  }

  /** {@code detection.yml:7}: 7. */
  private int firstLine() {
    return Integer.parseInt(origin.substring(origin.lastIndexOf(':') + 1));
  }

  /** The line that starts with a member; the document's own where it stands in flow style. */
  String of(String member) {
    int before = 0;
    boolean begun = false;
    for (String text : source.lines().toList()) {
      begun = begun || !(text.isBlank() || text.startsWith("#") || text.startsWith("---"));
      if (text.startsWith(member)) {
        return "line " + (firstLine() + before) + ", column 1";
      }
      before += begun ? 1 : 0;
    }
    return line();
  }
}
