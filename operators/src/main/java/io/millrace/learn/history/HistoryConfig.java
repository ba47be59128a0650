package io.millrace.learn.history;

import io.millrace.data.Feature;
import io.millrace.data.Page;
import io.millrace.data.Schema;
import io.millrace.data.Target;
import io.millrace.learn.StageConfig;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * Which inputs are made of the samples before.
 *
 * <p>They are numbers, behind those of the schema, with readable names. For a target {@code late}
 * of two classes, lags 1 and 2, the feature {@code humidity}, a half-life of 10 and the column
 * {@code origin}:
 *
 * <pre>
 * late.lag1, late.lag2, humidity.lag1, humidity.lag2, late.mean10, late.mean10 by origin
 * </pre>
 *
 * <p>A number counts in its own unit. Of two classes the second counts 1, so its mean is a rate; of
 * more there is an input for each, as {@code kind=sky.lag1}.
 *
 * @param lags how many samples back to look for the label, and for {@code features}; distinct
 * @param features numeric or boolean features of which there are lags too
 * @param means half-lives, in samples, of faded means of the label
 * @param by categorical, hashed or boolean features: means over the samples of the same value too
 */
public record HistoryConfig(
        List<Integer> lags, List<String> features, List<Double> means, List<String> by)
        implements StageConfig<History> {

    /** The farthest lag. */
    public static final int FARTHEST = 10_000;

    /** The most entries of a list. */
    public static final int MOST = 100;

    /** The most numbers that may be kept: 32 MB for each model. */
    static final long MOST_STATE = 1L << 22;

    public HistoryConfig {
        lags = distinct("lags", lags);
        features = distinct("features", features);
        means = distinct("means", means);
        by = distinct("by", by);
        for (int lag : lags) {
            require(lag >= 1 && lag <= FARTHEST, "lags must be 1 to " + FARTHEST + ", got " + lag);
        }
        for (double mean : means) {
            require(mean > 0 && mean <= 1e9, "means must be above 0, at most 1e9, got " + mean);
        }
        require(
                features.isEmpty() || !lags.isEmpty(),
                "features need lags, of which there is none");
        require(by.isEmpty() || !means.isEmpty(), "by needs means, of which there is none");
    }

    private static <T> List<T> distinct(String name, List<T> values) {
        require(values.size() <= MOST, name + " may have at most " + MOST + " entries");
        require(new HashSet<>(values).size() == values.size(), name + " has an entry twice");
        return List.copyOf(values);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /** No inputs of the past. */
    public static HistoryConfig none() {
        return new HistoryConfig(List.of(), List.of(), List.of(), List.of());
    }

    /** Whether there are any. */
    public boolean isOn() {
        return !lags.isEmpty() || !means.isEmpty();
    }

    @Override
    public String stage() {
        return "history";
    }

    @Override
    public History bind(Page page, Schema schema) {
        return new History(this, page, schema);
    }

    /**
     * The schema with these inputs behind its features: that of all later stages.
     *
     * @throws IllegalArgumentException if a column is not there or of the wrong kind, if a name is
     *     one of the schema's, or if too much would have to be kept
     */
    public Schema widen(Schema schema) {
        if (!isOn()) {
            return schema;
        }
        requireState(schema);
        List<Feature> all = new ArrayList<>(schema.features());
        inputs(schema).forEach(name -> all.add(new Feature.Numeric(name)));
        return new Schema(
                all,
                schema.target(),
                schema.idField().orElse(null),
                schema.keyField().orElse(null),
                schema.timeField().orElse(null),
                schema.weightField().orElse(null));
    }

    /**
     * @throws IllegalArgumentException if a schema has no such feature to keep lags of
     */
    public static void requireLagged(Schema schema, String name) {
        lagged(schema, name);
    }

    /**
     * @throws IllegalArgumentException if a schema has no such feature to keep means by
     */
    public static void requireBy(Schema schema, String name) {
        Column.of(schema, name);
    }

    private void requireState(Schema schema) {
        features.forEach(name -> lagged(schema, name));
        long kept = (long) farthest() * (1 + features.size());
        long means = (long) this.means.size() * (1 + outputs(schema.target()));
        kept += means;
        for (String name : by) {
            kept += means * Column.of(schema, name).values();
        }
        require(
                kept <= MOST_STATE,
                "lags and means would keep "
                        + kept
                        + " numbers of each model, but may keep at most "
                        + MOST_STATE
                        + ": take fewer lags or means, or columns of fewer values");
    }

    /** The names of the inputs in their order. */
    List<String> inputs(Schema schema) {
        List<String> labels = labels(schema.target());
        List<String> names = new ArrayList<>();
        lags.forEach(lag -> labels.forEach(label -> names.add(label + ".lag" + lag)));
        features.forEach(f -> lags.forEach(lag -> names.add(f + ".lag" + lag)));
        means.forEach(h -> labels.forEach(label -> names.add(mean(label, h))));
        by.forEach(
                column ->
                        means.forEach(
                                h ->
                                        labels.forEach(
                                                label ->
                                                        names.add(
                                                                mean(label, h)
                                                                        + " by "
                                                                        + column))));
        return names;
    }

    private static String mean(String label, double halfLife) {
        boolean whole = halfLife == Math.rint(halfLife);
        return label + ".mean" + (whole ? Long.toString((long) halfLife) : "" + halfLife);
    }

    private static List<String> labels(Target target) {
        if (target instanceof Target.Classification c && c.size() > 2) {
            return c.classes().stream().map(word -> c.name() + "=" + word).toList();
        }
        return List.of(target.name());
    }

    /** Numbers that a label is written as. */
    static int outputs(Target target) {
        return target.size() > 2 ? target.size() : 1;
    }

    /** The samples that must be remembered. */
    int farthest() {
        return lags.stream().mapToInt(lag -> lag).max().orElse(0);
    }

    /** The input of a feature that has lags. */
    static int lagged(Schema schema, String name) {
        int f = Column.find(schema, name);
        Feature feature = schema.features().get(f);
        require(
                feature instanceof Feature.Numeric || feature instanceof Feature.Bool,
                "'" + name + "' must be a numeric or boolean feature");
        return schema.offset(f);
    }
}
