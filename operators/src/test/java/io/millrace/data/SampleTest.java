package io.millrace.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SampleTest {

    @Test
    void copiesWhatCameInAndSharesNoArray() {
        FeatureVector features =
                new FeatureVector(new float[] {1, 2}, new int[] {2}, new float[] {3});
        Sample sample = new Sample("k", "id-1", features, 4);
        sample.eventTime = 5;
        sample.partition = 6;
        sample.offset = 7;
        sample.weight = 8;
        sample.original = new RawRecord(null, new byte[1], List.of(), "t", 6, 7, 5);
        Sample copy = sample.copy();
        assertThat(copy).usingRecursiveComparison().ignoringFields("original").isEqualTo(sample);
        assertThat(copy.original).isSameAs(sample.original);
        copy.features().head()[0] = 9;
        copy.features().tailValues()[0] = 9;
        assertThat(features.head()).containsExactly(1, 2);
        assertThat(features.tailValues()).containsExactly(3);
    }
}
