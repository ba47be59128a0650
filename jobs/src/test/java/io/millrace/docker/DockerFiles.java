package io.millrace.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.configuration.Configuration;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The files of {@code docker/}, and what the build says of the same things. */
final class DockerFiles {

    /** Tests run in {@code jobs}. */
    static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    static final Path DOCKER = ROOT.resolve("docker");

    /** Where the image has the job's jar. */
    static final String JOB_JAR = "/opt/flink/usrlib/millrace-job.jar";

    /** Where all deployments have the jobs' own files. */
    static final String JOB_FILE = "/opt/flink/jobs/flights.yaml";

    private DockerFiles() {}

    /** The text of a file under the root. */
    static String text(String path) {
        try {
            return Files.readString(ROOT.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The map that a YAML file under the root is. */
    static Map<String, Object> yaml(String path) {
        return map(new Yaml(new SafeConstructor(new LoaderOptions())).load(text(path)));
    }

    /** What is at the end of the keys, which are those of maps, or numbers for lists. */
    static Object at(Object node, Object... keys) {
        Object at = node;
        for (Object key : keys) {
            at = key instanceof Integer i ? ((List<?>) at).get(i) : map(at).get(key);
        }
        return at;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object node) {
        return (Map<String, Object>) node;
    }

    /** A property of the root's pom, as {@code flink.version}. */
    static String property(String name) {
        return first(text("pom.xml"), "<" + Pattern.quote(name) + ">([^<]+)</");
    }

    /** The project's own version. */
    static String version() {
        return first(text("pom.xml"), "<artifactId>millrace</artifactId>\\s*<version>([^<]+)</");
    }

    /** The first group of the first match. */
    static String first(String text, String regex) {
        Matcher matcher = Pattern.compile(regex).matcher(text);
        if (!matcher.find()) {
            throw new AssertionError("nothing matches " + regex);
        }
        return matcher.group(1);
    }

    /** Flink's settings that the image has. */
    static Configuration imageSettings() {
        return settings(yaml("docker/flink.yaml"));
    }

    static Configuration settings(Map<String, Object> yaml) {
        Configuration settings = new Configuration();
        yaml.forEach((key, value) -> settings.setString(key, String.valueOf(value)));
        return settings;
    }
}
