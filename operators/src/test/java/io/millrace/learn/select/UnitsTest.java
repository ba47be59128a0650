package io.millrace.learn.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.data.Page;
import io.millrace.data.Sample;
import io.millrace.learn.Given;
import org.junit.jupiter.api.Test;

class UnitsTest {

    private final Units units = new Units(new Page("train"));

    @Test
    void areThoseOfEarlySamplesUntilNumbersOutgrowThem() {
        for (int n = 1; n <= 30; n++) {
            assertThat(units.follow(sample(n, 2))).isFalse();
        }
        assertThat(units.follow(sample(500, 200))).isFalse();
        assertThat(units.of(34)).isEqualTo(2);

        assertThat(units.follow(sample(500, 201))).isTrue();
        assertThat(units.of(902)).isEqualTo(2);
        assertThat(units.follow(sample(700, 300))).isFalse();
        assertThat(units.of(902)).isEqualTo(2);
    }

    @Test
    void aScoreTellsTheSameNumberInTheUnitsOfASample() {
        units.follow(sample(10, 2));
        Sample other = sample(-3, 8);
        double score = units.score(units.of(21), other);
        assertThat(score * other.targetScale + other.targetMean).isCloseTo(21, within(1e-12));
    }

    private static Sample sample(double mean, double scale) {
        Sample sample = Given.sample(0, 1);
        sample.targetMean = mean;
        sample.targetScale = scale;
        return sample;
    }
}
