package io.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.learn.Chance;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DomainTest {

    private static final int DRAWS = 4_000;

    private static List<String> draws(Domain domain) {
        return LongStream.range(0, DRAWS).mapToObj(i -> domain.draw(Chance.mix(1, i))).toList();
    }

    @Test
    void drawsEachChoiceByItsShareOfTheList() {
        Map<String, Long> counts =
                draws(new Domain.Choices(List.of("0", "0", "a", "b"))).stream()
                        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(counts).containsOnlyKeys("0", "a", "b");
        assertThat(counts.get("0")).isBetween(1_900L, 2_100L);
        assertThat(counts.get("a")).isBetween(900L, 1_100L);
    }

    /** Half of the draws are below the middle: the geometric one, or the usual one. */
    @Test
    void drawsNumbersUniformInTheirLogarithmOrInThemselves() {
        assertThat(shareBelow(0.01, new Domain.Interval(0.0001, 1, true, false, 2)))
                .isCloseTo(0.5, within(0.03));
        assertThat(shareBelow(0.001, new Domain.Interval(0.0001, 1, true, false, 2)))
                .isCloseTo(0.25, within(0.03));
        assertThat(shareBelow(2.5, new Domain.Interval(2, 3, false, false, 2)))
                .isCloseTo(0.5, within(0.03));
    }

    private static double shareBelow(double middle, Domain.Interval interval) {
        List<String> draws = draws(interval);
        assertThat(draws)
                .allSatisfy(
                        text -> {
                            assertThat(Double.parseDouble(text))
                                    .isBetween(interval.low(), interval.high());
                            assertThat(text).matches("[0-9.]+").hasSizeLessThan(9);
                        });
        return draws.stream().filter(text -> Double.parseDouble(text) < middle).count()
                / (double) DRAWS;
    }

    @Test
    void staysWithinBoundsThatHaveMoreDigitsThanAreShown() {
        Domain.Interval narrow = new Domain.Interval(0.12345, 0.12346, false, false, 2);
        assertThat(draws(narrow))
                .allMatch(text -> Double.parseDouble(text) >= 0.12345)
                .allMatch(text -> Double.parseDouble(text) <= 0.12346);
    }

    @Test
    void drawsWholeNumbersWhereTheKeyIsOne() {
        Domain.Interval whole = new Domain.Interval(1, 5, true, true, 4);
        assertThat(draws(whole)).containsOnly("1", "2", "3", "4", "5");
        assertThat(new Domain.Interval(1, 1_000, true, true, 4).grid())
                .containsExactly("1", "10", "100", "1000");
    }

    @Test
    void makesAGridOfBothEndsAndTheRestEvenlyBetween() {
        assertThat(new Domain.Interval(0.001, 1, true, false, 4).grid())
                .containsExactly("0.001", "0.01", "0.1", "1");
        assertThat(new Domain.Interval(0, 1, false, false, 5).grid())
                .containsExactly("0", "0.25", "0.5", "0.75", "1");
        assertThat(new Domain.Choices(List.of("0", "0", "a")).grid()).containsExactly("0", "a");
    }

    @Test
    void isAFunctionOfTheDraw() {
        Domain.Interval interval = new Domain.Interval(0.001, 1, true, false, 4);
        assertThat(IntStream.range(0, 9).mapToObj(i -> interval.draw(7)).distinct()).hasSize(1);
        assertThat(draws(interval).stream().distinct().count()).isGreaterThan(1_000);
    }
}
