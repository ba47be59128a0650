package io.millrace.learn.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.data.Page;
import io.millrace.learn.Chance;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BucketsTest {

    private final Buckets buckets = new Buckets(new Page("train"));
    private final List<Double> numbers = new ArrayList<>();

    @Test
    void holdsWhatTheNewestNumbersSumUpTo() {
        for (int i = 0; i < 3_000; i++) {
            double number = Chance.uniform(Chance.mix(1, i));
            buckets.add(number);
            numbers.add(number);
            if (Chance.uniform(Chance.mix(2, i)) < 0.02) {
                drop();
            }
            if (i % 37 == 0) {
                requireAlike();
            }
        }
        assertThat(numbers).hasSizeGreaterThan(50);
        while (buckets.count() > 0) {
            drop();
            requireAlike();
        }
        assertThat(buckets.oldestRow()).isEqualTo(-1);
    }

    private void drop() {
        numbers.subList(0, (int) Buckets.size(buckets.oldestRow())).clear();
        buckets.dropOldest();
    }

    /** Held to sums over the numbers themselves. */
    private void requireAlike() {
        assertThat(buckets.count()).isEqualTo(numbers.size());
        int at = 0;
        for (int row = buckets.oldestRow(); row >= 0; row--) {
            assertThat(buckets.inRow(row)).isLessThanOrEqualTo(5);
            for (int i = 0; i < buckets.inRow(row); i++) {
                int to = at + (1 << row);
                assertThat(buckets.sum(row, i)).isCloseTo(sum(at, to), within(1e-9));
                at = to;
            }
        }
        assertThat(at).isEqualTo(numbers.size());
        double sum = sum(0, at);
        double mean = at == 0 ? 0 : sum / at;
        double squares = numbers.stream().mapToDouble(x -> (x - mean) * (x - mean)).sum();
        assertThat(buckets.sum()).isCloseTo(sum, within(1e-9));
        assertThat(buckets.squares()).isCloseTo(squares, within(1e-9));
    }

    private double sum(int from, int to) {
        return numbers.subList(from, to).stream().mapToDouble(x -> x).sum();
    }
}
