package io.millrace.config;

import io.millrace.learn.Chance;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.stream.IntStream;

/** The values that a search tries for a key, as they are written in YAML. */
public sealed interface Domain {

    /** One of them by chance. */
    String draw(long draw);

    /** Those that a grid search goes through. */
    List<String> grid();

    /** Some values, each as likely as its share of the list. */
    record Choices(List<String> values) implements Domain {
        public Choices {
            values = List.copyOf(values);
        }

        @Override
        public String draw(long draw) {
            return values.get((int) (Chance.uniform(draw) * values.size()));
        }

        @Override
        public List<String> grid() {
            return values.stream().distinct().toList();
        }
    }

    /**
     * The numbers between two, uniform in themselves or in their logarithm; to three digits, so
     * that people can read them.
     *
     * @param high above {@code low}, which is positive if logarithmic
     * @param whole for whole numbers only
     * @param points of a grid, at least 2: both ends, and the others evenly between them
     */
    record Interval(double low, double high, boolean logarithmic, boolean whole, int points)
            implements Domain {

        private static final MathContext THREE_DIGITS = new MathContext(3);

        @Override
        public String draw(long draw) {
            return at(Chance.uniform(draw));
        }

        @Override
        public List<String> grid() {
            return IntStream.range(0, points)
                    .mapToObj(i -> at((double) i / (points - 1)))
                    .distinct()
                    .toList();
        }

        private String at(double share) {
            double value =
                    logarithmic
                            ? low * StrictMath.pow(high / low, share)
                            : low + share * (high - low);
            double inside = Math.max(low, Math.min(high, whole ? Math.rint(value) : value));
            BigDecimal number = BigDecimal.valueOf(inside);
            BigDecimal rounded = whole ? number : number.round(THREE_DIGITS);
            boolean outside = rounded.doubleValue() < low || rounded.doubleValue() > high;
            return (outside ? number : rounded).stripTrailingZeros().toPlainString();
        }
    }
}
