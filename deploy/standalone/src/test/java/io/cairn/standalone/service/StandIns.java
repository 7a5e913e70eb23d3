package io.cairn.standalone.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** Installs {@link StandInService} as the launcher expects a service to lie. */
public final class StandIns {
  private StandIns() {}

  /** Puts the stand-in into a folder as a runnable jar. */
  public static ServiceSpec install(Path app, String name, String schema) throws IOException {
    Files.createDirectories(app);
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, StandInService.class.getName());
    String entry = StandInService.class.getName().replace('.', '/') + ".class";
    try (var jar =
            new JarOutputStream(Files.newOutputStream(app.resolve("quarkus-run.jar")), manifest);
        var bytes = StandInService.class.getResourceAsStream("/" + entry)) {
      jar.putNextEntry(new ZipEntry(entry));
      if (bytes == null) {
        throw new IOException("the class is not on the class path: " + entry);
      }
      bytes.transferTo(jar);
    }
    return new ServiceSpec(name, schema, app, "quarkus-run.jar", 32);
  }
}
