package io.millrace.config;

import io.millrace.learn.LearnerConfig;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Writes a configuration out in full, every key with the value in force, as YAML that {@link
 * ConfigLoader} reads. The values of properties that may be secret are hidden.
 */
public final class ConfigWriter {

    private static final int WIDTH = 100;

    /** From here on inwards, collections stand on one line. */
    private static final int FLOW_DEPTH = 3;

    /** Text that may stand without quotes; the emitter quotes it if it could be a number. */
    private static final Pattern SIMPLE =
            Pattern.compile("[A-Za-z0-9./(]([A-Za-z0-9_./:() -]*[A-Za-z0-9_/)])?");

    private ConfigWriter() {}

    /** A whole job. */
    public static String toYaml(JobConfig job) {
        return toYaml(job, Sections.ALL);
    }

    /** What is learned: a part of a job's file, and a whole file for the learner alone. */
    public static String toYaml(LearnerConfig learner) {
        return toYaml(JobConfig.defaults("", "", learner), Sections.LEARNER);
    }

    private static String toYaml(JobConfig job, List<Section> sections) {
        Map<String, Object> file = new LinkedHashMap<>();
        for (Section section : sections) {
            Map<String, Object> written = section.fields().write(job);
            if (section.key().isEmpty()) {
                file.putAll(written);
            } else {
                file.put(section.key(), written);
            }
        }
        DumperOptions options = new DumperOptions();
        options.setWidth(WIDTH);
        options.setSplitLines(false);
        options.setIndicatorIndent(2);
        options.setIndentWithIndicator(true);
        StringWriter yaml = new StringWriter();
        new Yaml(options).serialize(node(file, 0), yaml);
        return yaml.toString();
    }

    private static Node node(Object value, int depth) {
        FlowStyle style = depth < FLOW_DEPTH ? FlowStyle.BLOCK : FlowStyle.FLOW;
        if (value instanceof Map<?, ?> map) {
            List<NodeTuple> entries = new ArrayList<>();
            map.forEach(
                    (key, held) ->
                            entries.add(
                                    new NodeTuple(
                                            node(String.valueOf(key), depth + 1),
                                            node(held, depth + 1))));
            return new MappingNode(Tag.MAP, entries, style);
        } else if (value instanceof List<?> list) {
            List<Node> items = list.stream().map(item -> node(item, depth + 1)).toList();
            boolean words = list.stream().noneMatch(Map.class::isInstance);
            return new SequenceNode(Tag.SEQ, items, words ? FlowStyle.FLOW : style);
        }
        boolean plain = !(value instanceof String text) || SIMPLE.matcher(text).matches();
        return new ScalarNode(
                tag(value),
                value.toString(),
                null,
                null,
                plain ? ScalarStyle.PLAIN : ScalarStyle.DOUBLE_QUOTED);
    }

    private static Tag tag(Object value) {
        if (value instanceof String) {
            return Tag.STR;
        } else if (value instanceof Boolean) {
            return Tag.BOOL;
        }
        return value instanceof Double ? Tag.FLOAT : Tag.INT;
    }
}
