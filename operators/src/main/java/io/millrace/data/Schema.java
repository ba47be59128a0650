package io.millrace.data;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The data contract: which columns a sample has and where each goes among the inputs of a model.
 *
 * <p>The inputs are laid out as {@code [numeric | boolean and time | categories]}. The first {@link
 * #numeric()} are normalised; the first {@link #head()} are dense and may be missing; the rest is
 * the sparse tail (see {@link FeatureVector}).
 */
public final class Schema implements Serializable {

    private static final long serialVersionUID = 1L;

    private final List<Feature> features;
    private final Target target;
    private final @Nullable String idField;
    private final @Nullable String keyField;
    private final @Nullable String timeField;
    private final @Nullable String weightField;
    private final int[] offsets;
    private final int numeric;
    private final int head;
    private final int width;

    /**
     * @param features at least one, with distinct names, none of them the label's
     * @param idField field with the sample's id, or null
     * @param keyField field with the model's key, or null for one model
     * @param timeField field with the event time, or null
     * @param weightField field with the sample's weight, or null for weight 1
     * @throws IllegalArgumentException if names repeat, there is no feature, or they have more than
     *     2^31 inputs
     */
    public Schema(
            List<Feature> features,
            Target target,
            @Nullable String idField,
            @Nullable String keyField,
            @Nullable String timeField,
            @Nullable String weightField) {
        this.features = List.copyOf(features);
        this.target = target;
        this.idField = idField;
        this.keyField = keyField;
        this.timeField = timeField;
        this.weightField = weightField;
        requireDistinctNames();
        this.offsets = new int[features.size()];
        this.numeric = layOut(0, Feature.Numeric.class);
        this.head = layOut(layOut(numeric, Feature.Bool.class), Feature.Time.class);
        this.width = layOut(layOut(head, Feature.Categorical.class), Feature.Hashed.class);
    }

    /** A schema without id, key, time or weight. */
    public Schema(List<Feature> features, Target target) {
        this(features, target, null, null, null, null);
    }

    private void requireDistinctNames() {
        if (features.isEmpty()) {
            throw new IllegalArgumentException("a schema needs at least one feature");
        }
        Set<String> seen = new HashSet<>();
        for (Feature feature : features) {
            if (!seen.add(feature.name())) {
                throw new IllegalArgumentException(
                        "feature '" + feature.name() + "' is declared twice");
            }
        }
        if (seen.contains(target.name())) {
            throw new IllegalArgumentException(
                    "'" + target.name() + "' is the label and cannot be a feature too");
        }
    }

    private int layOut(int from, Class<? extends Feature> kind) {
        int next = from;
        for (int i = 0; i < offsets.length; i++) {
            if (kind.isInstance(features.get(i))) {
                offsets[i] = next;
                next = sum(next, inputs(features.get(i)));
            }
        }
        return next;
    }

    private static int sum(int inputs, int further) {
        if (inputs > Integer.MAX_VALUE - further) {
            throw new IllegalArgumentException("the features have more than 2^31 inputs");
        }
        return inputs + further;
    }

    /** Inputs that a feature expands into. */
    public static int inputs(Feature feature) {
        if (feature instanceof Feature.Categorical c) {
            return c.vocabulary().size() + 1;
        } else if (feature instanceof Feature.Hashed h) {
            return h.buckets();
        } else if (feature instanceof Feature.Time t) {
            return t.components().size() * Feature.Cycle.INPUTS;
        }
        return 1;
    }

    /** The declared columns, in the order in which dense formats carry them. */
    public List<Feature> features() {
        return features;
    }

    public Target target() {
        return target;
    }

    public Optional<String> idField() {
        return Optional.ofNullable(idField);
    }

    public Optional<String> keyField() {
        return Optional.ofNullable(keyField);
    }

    public Optional<String> timeField() {
        return Optional.ofNullable(timeField);
    }

    public Optional<String> weightField() {
        return Optional.ofNullable(weightField);
    }

    /** Schemas are equal if they declare the same columns in the same order. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Schema that
                && features.equals(that.features)
                && target.equals(that.target)
                && Objects.equals(idField, that.idField)
                && Objects.equals(keyField, that.keyField)
                && Objects.equals(timeField, that.timeField)
                && Objects.equals(weightField, that.weightField);
    }

    @Override
    public int hashCode() {
        return Objects.hash(features, target, idField, keyField, timeField, weightField);
    }

    /** The first input of a feature, by its position in {@link #features()}. */
    public int offset(int feature) {
        return offsets[feature];
    }

    /** Inputs that are normalised: {@code 0 .. numeric-1}. */
    public int numeric() {
        return numeric;
    }

    /** Dense inputs: {@code 0 .. head-1}. */
    public int head() {
        return head;
    }

    /** All inputs. */
    public int width() {
        return width;
    }

    /**
     * A readable name for each input, as {@code distance}, {@code time.hour_of_day.sin1}, {@code
     * origin=ATL}.
     */
    public List<String> inputNames() {
        String[] names = new String[width];
        for (int i = 0; i < offsets.length; i++) {
            List<String> own = inputNames(features.get(i));
            for (int j = 0; j < own.size(); j++) {
                names[offsets[i] + j] = own.get(j);
            }
        }
        return List.of(names);
    }

    private static List<String> inputNames(Feature feature) {
        List<String> names = new ArrayList<>();
        if (feature instanceof Feature.Categorical c) {
            c.vocabulary().forEach(word -> names.add(c.name() + "=" + word));
            names.add(c.name() + "=(other)");
        } else if (feature instanceof Feature.Hashed h) {
            for (int b = 0; b < h.buckets(); b++) {
                names.add(h.name() + "#" + b);
            }
        } else if (feature instanceof Feature.Time t) {
            for (Feature.Cycle cycle : t.components()) {
                String stem = t.name() + "." + cycle.name().toLowerCase(java.util.Locale.ROOT);
                names.addAll(
                        List.of(stem + ".sin1", stem + ".cos1", stem + ".sin2", stem + ".cos2"));
            }
        } else {
            names.add(feature.name());
        }
        return names;
    }
}
