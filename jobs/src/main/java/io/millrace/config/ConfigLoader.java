package io.millrace.config;

import io.millrace.config.YamlNode.Entry;
import io.millrace.config.YamlNode.Mapping;
import io.millrace.config.YamlNode.Scalar;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads a configuration: a YAML file, overrides of single keys, and environment variables. The
 * reference of all keys is {@code docs/configuration.md}.
 *
 * <p>An override is {@code key=value} with a key as {@code train.batch-size}. Values may refer to
 * environment variables as <code>${NAME}</code>; <code>$${</code> stands for <code>${</code>.
 */
public final class ConfigLoader {

    private final String file;
    private final Mistakes mistakes = new Mistakes();
    private final Context context;

    private ConfigLoader(String file, Map<String, String> environment) {
        this.file = file;
        this.context = new Context(new Environment(environment), mistakes);
    }

    /**
     * A whole job.
     *
     * @param overrides {@code key=value}, of which the last wins
     * @param environment mostly {@link System#getenv()}
     * @throws ConfigException with all that is wrong
     */
    public static JobConfig load(
            Path file, List<String> overrides, Map<String, String> environment) {
        ConfigLoader loader = new ConfigLoader(file.toString(), environment);
        return loader.job(YamlFile.read(file, loader.mistakes), overrides);
    }

    /**
     * A whole job from YAML at hand.
     *
     * @param file what mistakes are to call it
     * @throws ConfigException with all that is wrong
     */
    public static JobConfig parse(
            String yaml, String file, List<String> overrides, Map<String, String> environment) {
        return new ConfigLoader(file, environment).job(yaml, overrides);
    }

    /**
     * The text of a file, to be parsed.
     *
     * @throws ConfigException if it cannot be read
     */
    public static String text(Path file) {
        Mistakes mistakes = new Mistakes();
        String yaml = YamlFile.read(file, mistakes);
        mistakes.throwIfAny();
        return Objects.requireNonNull(yaml);
    }

    /**
     * What YAML says of the learner. Nothing is required; what it says of source, sinks and runtime
     * is passed over, and the schema may be given in part or not at all.
     *
     * @param yaml may be empty, to take the overrides alone
     * @param file what mistakes are to call it
     * @throws ConfigException with all that is wrong
     */
    public static LearnerDraft parseLearner(
            String yaml, String file, List<String> overrides, Map<String, String> environment) {
        return new ConfigLoader(file, environment).learner(yaml, overrides);
    }

    private JobConfig job(@Nullable String yaml, List<String> overrides) {
        Values<JobConfig> values = values(yaml, overrides, Sections.ALL, true);
        CrossChecks checks = new CrossChecks(values, mistakes);
        checks.job();
        checks.learner();
        JobConfig job = new Assembly(values, mistakes).job();
        mistakes.throwIfAny();
        return job;
    }

    private LearnerDraft learner(@Nullable String yaml, List<String> overrides) {
        Values<JobConfig> values = values(yaml, overrides, Sections.LEARNER, false);
        new CrossChecks(values, mistakes).learner();
        new Assembly(values, mistakes).learner(Sections.PLACEHOLDER);
        mistakes.throwIfAny();
        return new LearnerDraft(values);
    }

    private Values<JobConfig> values(
            @Nullable String yaml, List<String> overrides, List<Section> sections, boolean whole) {
        Mapping root = root(yaml);
        expandShortForm(root);
        new Overrides(root, mistakes).apply(overrides);
        Fields.reportUnknown(root, "", Sections.TOP, context);
        Values<JobConfig> values = new Values<>(root.at(), Sections.defaults(""));
        for (Section section : sections) {
            section(section, root, values, whole);
        }
        if (values.given(JobOptions.NAME)) {
            values.defaults(Sections.defaults(values.get(JobOptions.NAME)));
        }
        return values;
    }

    /**
     * The key of an override: what stands before its {@code =}, or else all of it.
     *
     * @return {@code model.type} for the short form {@code model=auto}
     */
    public static String keyOf(String override) {
        return Overrides.key(override);
    }

    /** {@code model: auto} is short for {@code model: {type: auto}}. */
    private static void expandShortForm(Mapping root) {
        String section = TrainOptions.MODEL.key();
        Entry entry = root.entries().get(section);
        if (entry != null && root.get(section) instanceof Scalar type) {
            Mapping model = YamlNode.nothing(type.at());
            model.entries().put(TrainOptions.TYPE.key(), new Entry(type.at(), type));
            root.entries().put(section, new Entry(entry.at(), model));
        }
    }

    private void section(Section section, Mapping root, Values<JobConfig> values, boolean whole) {
        if (section.key().isEmpty()) {
            section.fields().read(root, "", values, whole, context);
            return;
        }
        YamlNode node = root.get(section.key());
        if (node == null) {
            node = YamlNode.nothing(root.at());
        }
        if (node instanceof Mapping mapping) {
            Fields.reportUnknown(mapping, section.key(), section.fields().keys(), context);
            section.fields().read(mapping, section.key(), values, whole, context);
        } else {
            mistakes.add(node.at(), section.key(), "must be keys and values");
        }
    }

    private Mapping root(@Nullable String yaml) {
        if (yaml != null) {
            YamlNode root = YamlParser.parse(yaml, file, mistakes);
            if (root instanceof Mapping mapping) {
                return mapping;
            } else if (root != null) {
                mistakes.add(root.at(), "", "must be keys and values, as name: flights");
            }
        }
        // Without a tree all else would only be reported as missing.
        mistakes.throwIfAny();
        return YamlNode.nothing(Location.of(file));
    }
}
