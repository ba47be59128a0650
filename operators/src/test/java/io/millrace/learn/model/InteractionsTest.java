package io.millrace.learn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.data.Feature;
import io.millrace.data.FeatureVector;
import io.millrace.data.Schema;
import io.millrace.learn.Given;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InteractionsTest {

    private static final int MANY = 1 << 20;

    /** Inputs: x, y, flag; then two words and the other; then eight buckets. */
    private static final Schema SCHEMA =
            new Schema(
                    List.of(
                            new Feature.Numeric("x"),
                            new Feature.Numeric("y*z"),
                            new Feature.Bool("flag"),
                            new Feature.Categorical("word", List.of("a", "b")),
                            new Feature.Hashed("id", 8)),
                    Given.BINARY);

    private static Inputs inputs(int buckets, String... pairs) {
        return Inputs.of(new InputsConfig(List.of(pairs), buckets, 0, 0), SCHEMA, 1);
    }

    private static FeatureVector sample(float x, float y, float flag, int word, int id) {
        return new FeatureVector(
                new float[] {x, y, flag}, new int[] {3 + word, 6 + id}, new float[] {1, 1});
    }

    /** The one input that an interaction adds. */
    private static int added(FeatureVector inputs) {
        assertThat(inputs.tailIndices()).hasSize(3);
        assertThat(inputs.tailIndices()[2]).isGreaterThanOrEqualTo(14);
        return inputs.tailIndices()[2];
    }

    @Test
    void twoCategoriesHaveAnInputForTheirCombination() {
        Inputs inputs = inputs(MANY, "word*id");
        int both = added(inputs.of(sample(1, 2, 1, 0, 5)));
        assertThat(added(inputs.of(sample(-7, 0, 0, 0, 5)))).isEqualTo(both);
        assertThat(added(inputs.of(sample(1, 2, 1, 1, 5)))).isNotEqualTo(both);
        assertThat(added(inputs.of(sample(1, 2, 1, 0, 6)))).isNotEqualTo(both);
        assertThat(inputs.of(sample(1, 2, 1, 0, 5)).tailValues()).containsExactly(1, 1, 1);
    }

    @Test
    void aNumberHasASlopeForEachCategory() {
        Inputs inputs = inputs(MANY, "word*x");
        FeatureVector first = inputs.of(sample(1.5f, 0, 0, 0, 5));
        int slope = added(first);
        assertThat(first.tailValues()).containsExactly(1, 1, 1.5f);
        assertThat(first.head()).containsExactly(1.5f, 0, 0);
        assertThat(added(inputs.of(sample(1.5f, 0, 0, 1, 5)))).isNotEqualTo(slope);
    }

    @Test
    void numbersAreMultipliedAndZerosLeftOut() {
        Inputs inputs = inputs(MANY, "x*y*z");
        assertThat(inputs.of(sample(1.5f, -2, 0, 0, 5)).tailValues()).containsExactly(1, 1, -3);
        assertThat(inputs.of(sample(1.5f, 0, 0, 0, 5)).tailValues()).containsExactly(1, 1);
    }

    @Test
    void everyPairIsThereOnceInOrder() {
        FeatureVector all = inputs(MANY, "all").of(sample(2, 3, 1, 0, 5));
        assertThat(all.tailIndices()).hasSize(2 + 10).isSorted().doesNotHaveDuplicates();
        float sum = 0;
        for (float value : all.tailValues()) {
            sum += value;
        }
        // 1 + 1, then (2 + 3 + 1 + 1 + 1 squared - sum of squares) / 2.
        assertThat(sum).isEqualTo(2 + (64 - 16) / 2f);
    }

    @Test
    void whatSharesABucketIsAddedUp() {
        FeatureVector all = inputs(1, "all").of(sample(2, 3, 1, 0, 5));
        assertThat(all.tailIndices()).containsExactly(3, 11, 14);
        assertThat(all.tailValues()).containsExactly(1, 1, 24);
    }

    @Test
    void theFeaturesThemselvesAreNotChanged() {
        FeatureVector sample = sample(2, 3, 1, 0, 5);
        FeatureVector inputs = inputs(4, "all").of(sample);
        inputs.head()[0] = 9;
        inputs.tailIndices()[0] = 9;
        assertThat(sample.head()).containsExactly(2, 3, 1);
        assertThat(sample.tailIndices()).containsExactly(3, 11);
    }

    @Test
    void widthsCountTheBuckets() {
        InputsConfig config = new InputsConfig(List.of("word*id", "x*flag"), 100, 0, 0);
        assertThat(config.head(SCHEMA)).isEqualTo(3);
        assertThat(config.width(SCHEMA)).isEqualTo(14 + 100);
        assertThat(config.tail(SCHEMA)).isEqualTo(2 + 2);
    }

    @Test
    void refusesPairsThatAreNone() {
        for (String pair : List.of("x*x", "x*nothing", "x", "all")) {
            assertThatThrownBy(() -> inputs(8, "word*id", pair))
                    .hasMessage(
                            "interaction '"
                                    + pair
                                    + "' must be all or two features, as origin*carrier");
        }
        List<Feature> many =
                IntStream.range(0, 200)
                        .<Feature>mapToObj(i -> new Feature.Numeric("x" + i))
                        .toList();
        InputsConfig all = new InputsConfig(List.of("all"), 8, 0, 0);
        assertThatThrownBy(() -> all.tail(new Schema(many, Given.BINARY)))
                .hasMessageContaining("make 19900 products for each sample: at most 10000");
        assertThatThrownBy(() -> inputs(0, "all")).hasMessageContaining("at least one bucket");
    }
}
