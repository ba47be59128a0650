package io.millrace.learn.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class McNemarTest {

    /**
     * By SciPy 1.17.1: {@code binomtest(b, b + c).pvalue}, and {@code 2 * binom.cdf(k - 1, n, .5) +
     * binom.pmf(k, n, .5)} with {@code n = b + c, k = min(b, c)}. The first line is the example of
     * Fagerland, Lydersen and Laake (2013): 0.0703 and 0.0391.
     */
    @ParameterizedTest
    @CsvSource({
        "1, 7, 0.0703125, 0.0390625",
        "7, 1, 0.0703125, 0.0390625",
        "0, 5, 0.0625, 0.03125",
        "10, 25, 0.016673847800120715, 0.011330984183587137",
        "150, 121, 0.0887796125701743, 0.07849045296058095",
        "1234, 1150, 0.08912743758664865, 0.08540625925116341",
        "52000, 51000, 0.0018532735712943628, 0.0018338967692526954",
        "3, 3, 1, 1",
        "0, 0, 1, 1",
    })
    void givesTheProbabilitiesOfAFairCoin(long first, long second, double exact, double midP) {
        McNemar test = new McNemar(first, second);
        assertThat(test.exact()).isCloseTo(exact, within(1e-9 * exact));
        assertThat(test.midP()).isCloseTo(midP, within(1e-9 * midP));
    }

    @Test
    void isCertainWhereOneIsAlwaysRight() {
        assertThat(new McNemar(0, 5_000).exact()).isZero();
        assertThat(new McNemar(3_000_000, 1_000_000).midP()).isZero();
    }

    @Test
    void refusesCountsThatAreNone() {
        assertThatThrownBy(() -> new McNemar(-1, 2)).hasMessageContaining("-1 and 2");
    }
}
