package io.cairn.findings.detection;

import java.util.Comparator;

/** Where a detection stands in lists: by title, then id. */
record DetectionPlace(String title, String id) implements Comparable<DetectionPlace> {
  /** The order of lists. */
  static final Comparator<Detection> ORDER = Comparator.comparing(DetectionPlace::of);

  static DetectionPlace of(Detection detection) {
    return new DetectionPlace(detection.document().header().title(), detection.id());
  }

  /** Reads what {@link #write()} wrote. */
  static DetectionPlace read(String text) {
    int space = text.indexOf(' ');
    return new DetectionPlace(text.substring(space + 1), text.substring(0, space));
  }

  String write() {
    return id + " " + title;
  }

  @Override
  public int compareTo(DetectionPlace other) {
    int byTitle = title.compareTo(other.title);
    return byTitle != 0 ? byTitle : id.compareTo(other.id);
  }
}
