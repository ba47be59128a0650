package io.millrace.config;

import io.millrace.config.SearchSpace.Dimension;
import io.millrace.config.YamlNode.Mapping;
import io.millrace.config.YamlNode.Scalar;
import io.millrace.config.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** From the tree of a search space to its dimensions. A value must be one that its key may have. */
final class SpaceReader {

    private static final String VALUES = "values";
    private static final String UNIFORM = "uniform";
    private static final String LOG_UNIFORM = "log-uniform";
    private static final String POINTS = "points";
    private static final List<String> DOMAINS = List.of(VALUES, UNIFORM, LOG_UNIFORM);
    private static final List<String> FIELDS =
            List.of("key", "when", VALUES, UNIFORM, LOG_UNIFORM, POINTS);
    private static final int USUAL_POINTS = 4;
    private static final int MOST_POINTS = 1_000;

    /** What is learned, and how it is measured, must be the same for all that is compared. */
    private static final Set<Section> FIXED =
            Set.of(
                    SchemaOptions.SCHEMA,
                    StageOptions.ADMIT,
                    StageOptions.EVALUATE,
                    StageOptions.PUBLISH);

    private static final Map<String, Option<JobConfig, ?>> OPTIONS = options();

    private final Mistakes mistakes;
    private final Context context;

    SpaceReader(Mistakes mistakes) {
        this.mistakes = mistakes;
        this.context = new Context(new Environment(Map.of()), mistakes);
    }

    private static Map<String, Option<JobConfig, ?>> options() {
        Map<String, Option<JobConfig, ?>> options = new LinkedHashMap<>();
        Sections.LEARNER.stream()
                .filter(section -> !FIXED.contains(section))
                .flatMap(section -> section.fields().options().stream())
                .filter(option -> option != TrainOptions.INITIAL)
                .forEach(option -> options.put(option.path(), option));
        return options;
    }

    List<Dimension> dimensions(YamlNode root) {
        List<Dimension> dimensions = new ArrayList<>();
        if (root instanceof Sequence list && !list.items().isEmpty()) {
            list.items().forEach(item -> addDimension(item, dimensions));
        } else {
            mistakes.add(
                    root.at(),
                    "",
                    "must be a list of dimensions, as - {key: train.l2, values: [0, 0.001]}");
        }
        return dimensions;
    }

    private void addDimension(YamlNode node, List<Dimension> dimensions) {
        if (!(node instanceof Mapping mapping)) {
            mistakes.add(node.at(), "", "must be keys and values: " + String.join(", ", FIELDS));
            return;
        }
        Fields.reportUnknown(mapping, "", FIELDS, context);
        Map<String, List<String>> when = when(mapping.get("when"));
        YamlNode key = mapping.get("key");
        if (key == null) {
            mistakes.add(mapping.at(), "key", "is missing: which key of the configuration to vary");
            return;
        }
        Option<JobConfig, ?> option = option(key, text(key));
        Domain domain = option == null ? null : domain(mapping, option);
        if (option != null && domain != null) {
            dimensions.add(new Dimension(option.path(), when, domain));
        }
    }

    /** Null after reporting that there is no such key. */
    private @Nullable Option<JobConfig, ?> option(YamlNode node, String key) {
        Option<JobConfig, ?> option = OPTIONS.get(key);
        if (option == null) {
            String hint =
                    Nearest.to(key, OPTIONS.keySet())
                            .map(near -> "did you mean " + near + "?")
                            .orElse("there are " + String.join(", ", OPTIONS.keySet()));
            mistakes.add(node.at(), key, "is no key that can be searched; " + hint);
        }
        return option;
    }

    private static String text(YamlNode node) {
        return node instanceof Scalar scalar ? scalar.text() : "";
    }

    private Map<String, List<String>> when(@Nullable YamlNode node) {
        Map<String, List<String>> when = new LinkedHashMap<>();
        if (node instanceof Mapping mapping) {
            mapping.entries().forEach((key, entry) -> when.put(key, condition(key, entry.value())));
        } else if (node != null) {
            mistakes.add(node.at(), "when", "must be keys and values, as {optimizer.type: sgd}");
        }
        return when;
    }

    private List<String> condition(String key, YamlNode node) {
        if (key.equals(SearchSpace.TASK)) {
            List<String> tasks = items(node).stream().map(SpaceReader::text).toList();
            if (tasks.isEmpty() || !SearchSpace.TASKS.containsAll(tasks)) {
                mistakes.add(node.at(), key, "must be of " + String.join(", ", SearchSpace.TASKS));
            }
            return tasks;
        }
        Option<JobConfig, ?> option = option(node, key);
        if (option == null) {
            return List.of();
        }
        boolean lists = option.type() instanceof ListType<?>;
        boolean one = lists && items(node).stream().noneMatch(Sequence.class::isInstance);
        return values(one ? List.of(node) : items(node), option);
    }

    private static List<YamlNode> items(YamlNode node) {
        return node instanceof Sequence list ? list.items() : List.of(node);
    }

    private <T> List<String> values(List<YamlNode> nodes, Option<JobConfig, T> option) {
        List<String> values = new ArrayList<>();
        for (YamlNode node : nodes) {
            T value = option.type().read(node, option.path(), context);
            Object written = value == null ? null : option.type().write(value);
            if (written != null) {
                values.add(Settings.text(written));
            }
        }
        return values;
    }

    /** Null after reporting what is wrong. */
    private @Nullable Domain domain(Mapping mapping, Option<JobConfig, ?> option) {
        List<String> given = DOMAINS.stream().filter(name -> mapping.get(name) != null).toList();
        YamlNode node = given.size() == 1 ? mapping.get(given.get(0)) : null;
        if (node == null) {
            mistakes.add(
                    mapping.at(), option.path(), "must have one of " + String.join(", ", DOMAINS));
            return null;
        }
        YamlNode points = mapping.get(POINTS);
        if (given.get(0).equals(VALUES)) {
            if (points != null) {
                mistakes.add(points.at(), POINTS, "goes with uniform and log-uniform only");
            }
            return choices(node, option);
        }
        return interval(node, given.get(0).equals(LOG_UNIFORM), points, option);
    }

    private @Nullable Domain choices(YamlNode node, Option<JobConfig, ?> option) {
        if (!(node instanceof Sequence list) || list.items().isEmpty()) {
            mistakes.add(node.at(), option.path(), "must be a list of values");
            return null;
        }
        return new Domain.Choices(values(list.items(), option));
    }

    private @Nullable Domain interval(
            YamlNode node,
            boolean logarithmic,
            @Nullable YamlNode points,
            Option<JobConfig, ?> option) {
        int before = mistakes.total();
        Integer count =
                points == null
                        ? Integer.valueOf(USUAL_POINTS)
                        : Types.integer(2, MOST_POINTS).read(points, POINTS, context);
        List<Double> ends = new ArrayList<>();
        for (YamlNode end : items(node)) {
            option.type().read(end, option.path(), context);
            Double number =
                    mistakes.total() > before
                            ? null
                            : Types.decimal(Range.ANY).read(end, option.path(), context);
            if (number == null || count == null) {
                return null;
            }
            ends.add(number);
        }
        boolean ordered = ends.size() == 2 && ends.get(0) < ends.get(1);
        if (!ordered || logarithmic && ends.get(0) <= 0) {
            mistakes.add(
                    node.at(),
                    option.path(),
                    "must be a lower and a higher number, as [0.001, 0.1]"
                            + (logarithmic ? ", both above 0" : ""));
            return null;
        }
        boolean whole = option.type() instanceof ScalarType<?> scalar && scalar.isWhole();
        return new Domain.Interval(
                ends.get(0), ends.get(1), logarithmic, whole, count == null ? 2 : count);
    }
}
